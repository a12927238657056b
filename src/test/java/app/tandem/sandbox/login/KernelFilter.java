package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.HandlerServlet;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Passes the calls of a login server through the kernel, so that fault rules and the call log see them. */
final class KernelFilter extends HttpFilter {

    private final transient Kernel kernel;
    private final transient Service service;
    private final transient Grants grants;
    private static final ThreadLocal<@Nullable String> CLAIMS = new ThreadLocal<>();

    private final transient Kernel.Refusals refusals;
    private final Pattern paths;

    /** @param paths the paths that count as calls; pages and static answers do not */
    KernelFilter(Kernel kernel, Service service, Grants grants, Kernel.Refusals refusals, Pattern paths) {
        this.kernel = kernel;
        this.service = service;
        this.grants = grants;
        this.refusals = refusals;
        this.paths = paths;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!paths.matcher(request.getRequestURI()).matches()) {
            chain.doFilter(request, response);
            return;
        }
        CallFacts facts = facts(request);
        Reply reply = kernel.run(facts, refusals, struck -> {
            struck.get(Fault.RevokeGrant.class).ifPresent(f -> withUser(facts, grants::revokeUser));
            struck.get(Fault.ExpireSession.class).ifPresent(f -> withUser(facts, grants::expireAccess));
            return effect(request, response, chain);
        });
        HandlerServlet.send(reply, request, response);
    }

    /** The {@code claims} of the request that this thread answers. */
    static Optional<String> claims() {
        return Optional.ofNullable(CLAIMS.get());
    }

    private CallFacts facts(HttpServletRequest request) {
        return new CallFacts(
                service,
                Caller.client(request),
                Caller.user(request, grants),
                request.getMethod(),
                request.getRequestURI(),
                null,
                null,
                0,
                Math.max(0, request.getContentLengthLong()),
                null);
    }

    private static void withUser(CallFacts facts, Consumer<String> action) {
        if (facts.user() != null) {
            action.accept(facts.user());
        }
    }

    private static Reply effect(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        BufferedResponse buffered = new BufferedResponse(response);
        CLAIMS.set(request.getParameter("claims"));
        try {
            chain.doFilter(request, buffered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        } finally {
            CLAIMS.remove();
        }
        return buffered.reply();
    }
}
