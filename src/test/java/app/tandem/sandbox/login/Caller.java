package app.tandem.sandbox.login;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Who calls a login server, as far as the request itself says: unverified, for the call log, rules and error texts. */
final class Caller {

    private Caller() {}

    /** The client id: a form field, basic credentials or the issuer of an assertion. */
    static @Nullable String client(HttpServletRequest request) {
        String id = request.getParameter("client_id");
        if (id != null) {
            return id;
        }
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basicUser(header.substring(6).strip());
        }
        return claim(request.getParameter("client_assertion"), "sub")
                .or(() -> claim(request.getParameter("assertion"), "iss"))
                .orElse(null);
    }

    /** The mail address a request is about: a code's, a token's, an assertion's or the browser session's. */
    static @Nullable String user(HttpServletRequest request, Grants grants) {
        for (String name : new String[] {"refresh_token", "code", "token"}) {
            Optional<String> user = grants.userOf(request.getParameter(name));
            if (user.isPresent()) {
                return user.get();
            }
        }
        Optional<String> session = grants.userOf(bearer(request));
        if (session.isPresent()) {
            return session.get();
        }
        String assertion = request.getParameter("assertion");
        return claim(assertion, "preferred_username")
                .or(() -> claim(assertion, "sub"))
                .or(() -> signedIn(request))
                .or(() -> Optional.ofNullable(request.getParameter("login_hint")))
                .orElse(null);
    }

    /** Who is signed in in this browser. */
    static Optional<String> signedIn(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable((SecurityContext)
                                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                        .map(SecurityContext::getAuthentication)
                        .map(Authentication::getName);
    }

    /** A claim of a JWT whose signature is not looked at. */
    static Optional<String> claim(@Nullable String jwt, String name) {
        if (jwt == null) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = JWTParser.parse(jwt).getJWTClaimsSet();
            return Optional.ofNullable(claims.getClaimAsString(name));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    private static @Nullable String basicUser(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
