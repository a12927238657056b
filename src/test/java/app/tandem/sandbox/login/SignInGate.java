package app.tandem.sandbox.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/** Treats a browser as signed out when the request asks for a fresh sign-in or for somebody else. */
final class SignInGate extends HttpFilter {

    private final transient SignIn signIn;
    private final transient Grants grants;

    SignInGate(SignIn signIn, Grants grants) {
        this.signIn = signIn;
        this.grants = grants;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> user = signIn.user(request);
        if (user.isEmpty() || grants.isDisabled(user.get()) || asksAgain(request, user.get())) {
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** A request that must not show a page is answered by the protocol, signed in or not. */
    static boolean silent(HttpServletRequest request) {
        return "none".equals(request.getParameter("prompt"));
    }

    private static boolean asksAgain(HttpServletRequest request, String user) {
        if (request.getParameter("response_type") == null) {
            return false;
        }
        String prompt = request.getParameter("prompt");
        String hint = request.getParameter("login_hint");
        return (prompt != null && (prompt.contains("login") || prompt.contains("select_account")))
                || (hint != null && !hint.isBlank() && !hint.equalsIgnoreCase(user));
    }
}
