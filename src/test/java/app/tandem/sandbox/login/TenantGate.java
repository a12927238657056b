package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.HandlerServlet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Spring would serve any first path segment; Entra knows its tenants. */
final class TenantGate extends HttpFilter {

    private final transient EntraAnswers answers;

    TenantGate(EntraAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String tenant = EntraSecurity.tenant(request);
        if (EntraState.isTenant(tenant)) {
            chain.doFilter(request, response);
        } else if (request.getRequestURI().endsWith("/authorize")) {
            HandlerServlet.send(answers.page(AadRefusal.of(Aad.TENANT_UNKNOWN, tenant)), request, response);
        } else {
            answers.refuse(request, response, EntraErrors.refused(Aad.TENANT_UNKNOWN, tenant));
        }
    }
}
