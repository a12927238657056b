package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Kernel.Struck;
import java.util.function.BiConsumer;

/** What every call over the API meets first: faults of the session, then the org's allowance. */
final class Gate {

    private final Kernel kernel;
    private final Orgs orgs;
    private volatile BiConsumer<String, String> revoked = (user, client) -> {};

    Gate(Kernel kernel, Orgs orgs) {
        this.kernel = kernel;
        this.orgs = orgs;
    }

    void onRevoke(BiConsumer<String, String> listener) {
        revoked = listener;
    }

    /** Acts out expireSession and revokeGrant: the tokens are gone before the call looks for its session. */
    void strike(Struck struck, Session session) {
        if (struck.get(Fault.ExpireSession.class).isPresent()) {
            kernel.tokens.revoke(token -> token.value().equals(session.token().value()));
        }
        if (struck.get(Fault.RevokeGrant.class).isPresent()) {
            String user = session.person().mail();
            String client = session.token().client();
            kernel.tokens.revoke(token -> token.issuer() == session.token().issuer()
                    && client.equals(token.client())
                    && user.equalsIgnoreCase(token.user()));
            revoked.accept(user, client);
        }
    }

    /** Counts the call; refuses it when the org's calls of the day are used up. */
    void count(Session session) {
        var org = session.store().org;
        if (org.apiUsed.get() >= org.apiLimit) {
            throw Refusal.of("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }
        org.apiUsed.incrementAndGet();
    }
}
