package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Handler;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.kernel.SandboxService;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.world.World;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Salesforce port: the OAuth endpoints and login pages, and whatever serves the org behind them. User names equal
 * mail addresses. Applications: {@code tandem} / {@code tandem-secret} and {@code sandbox-tool} /
 * {@code sandbox-tool-secret}.
 */
public final class SalesforceSite implements SandboxService {

    private final SalesforceState salesforce;
    private final LoginServer server;

    private SalesforceSite(SalesforceState salesforce, LoginServer server) {
        this.salesforce = salesforce;
        this.server = server;
    }

    /**
     * Starts on two loopback ports, the second with https; 0 picks a free one.
     *
     * @param redirectUris those of both applications
     * @param rest serves every path that is not the login's
     */
    public static SalesforceSite start(
            Kernel kernel, World world, int port, int httpsPort, List<String> redirectUris, Handler rest) {
        SalesforceState salesforce = new SalesforceState(kernel, world, redirectUris);
        Page page = new Page("Salesforce login", "#0b7fc4");
        SalesforceErrors errors = new SalesforceErrors(salesforce, page);
        LoginServer server = LoginServer.start(new LoginServer.Plan(
                "salesforce",
                port,
                SalesforceSecurity.class,
                List.of(salesforce, new SalesforceAnswers(salesforce), errors, new SalesforceTokens(salesforce)),
                new KernelFilter(
                        kernel,
                        Service.SALESFORCE_LOGIN,
                        salesforce.grants,
                        errors,
                        Pattern.compile(
                                "/services/oauth2/(authorize|token|revoke|introspect|userinfo)|/id/00D[^/]*/[^/]*")),
                new SalesforcePages(salesforce, page, rest)::handle,
                List.of(() -> SandboxServer.https(httpsPort, kernel.certificates))));
        return new SalesforceSite(salesforce, server);
    }

    @Override
    public int port() {
        return server.port();
    }

    /** The loopback port of the same thing on https. */
    public int httpsPort() {
        return server.port(1);
    }

    /** An administrator revokes a user's approvals: sessions end, refresh answers {@code invalid_grant}. */
    public void revokeGrant(String mail) {
        salesforce.consents.forget(mail);
        salesforce.grants.revokeUser(mail);
    }

    /** A disabled user can neither log in nor refresh: {@code inactive_user}. */
    public void disable(String mail, boolean disabled) {
        salesforce.grants.disable(mail, disabled);
    }

    /** Whether each refresh answers a new refresh token and kills the old; using a dead one kills the grant. */
    public void rotateRefreshTokens(boolean on) {
        salesforce.grants.rotate(on);
    }

    /** Whether an org's administrator installed the application; without, only those who approved before get in. */
    public void installApp(String orgId, boolean installed) {
        if (installed) {
            salesforce.withoutApp.remove(orgId);
        } else {
            salesforce.withoutApp.add(orgId);
        }
    }

    /** Whether all users are admin-approved for an application: no approval page, JWT bearer works at once. */
    public void preauthorize(String clientId, boolean on) {
        salesforce.consents.forAll(clientId, on);
    }

    /** Registers the certificate by which an application signs JWT bearer assertions. */
    public void registerCertificate(String clientId, X509Certificate certificate) {
        salesforce.apps.certificate(clientId, certificate);
    }

    /** How long sessions given from now on live; two hours at first. */
    public void sessionLife(Duration life) {
        salesforce.sessionLife = life;
    }

    /** The {@code instance_url} of token answers from now on; null for this server. */
    public void instanceUrl(@Nullable String url) {
        salesforce.instanceUrl = url;
    }

    @Override
    public void reset(World world) {
        salesforce.reset(world);
    }

    @Override
    public void close() {
        server.close();
    }
}
