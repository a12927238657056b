package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.kernel.SandboxService;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.outlook.NestedSignIn;
import app.tandem.sandbox.world.World;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Entra ID for the tenant {@code contoso.example}: the v2.0 endpoints on http and https, with the pages a person sees.
 * Applications: {@code tandem} / {@code tandem-secret} and {@code sandbox-tool} / {@code sandbox-tool-secret}.
 */
public final class EntraService implements SandboxService {

    private final EntraState entra;
    private final EntraTokens tokens;
    private final LoginServer server;
    private final Path caFile;

    private EntraService(EntraState entra, EntraTokens tokens, LoginServer server, Path caFile) {
        this.entra = entra;
        this.tokens = tokens;
        this.server = server;
        this.caFile = caFile;
    }

    /** Starts on two loopback ports; 0 picks a free one. The redirect addresses are those of both applications. */
    public static EntraService start(
            Kernel kernel, World world, int httpPort, int httpsPort, List<String> redirectUris) {
        AtomicReference<LoginServer> started = new AtomicReference<>();
        EntraState entra = new EntraState(
                kernel,
                world,
                redirectUris,
                () -> "https://localhost:" + started.get().port(1) + "/" + World.TENANT_ID + "/v2.0");
        EntraErrors errors = new EntraErrors(entra);
        Page page = new Page("Contoso · Entra ID", "#0b6a3a");
        EntraAnswers answers = new EntraAnswers(entra, errors, page);
        EntraMetadata metadata = new EntraMetadata(entra);
        EntraTokens tokens = new EntraTokens(entra);
        started.set(LoginServer.start(new LoginServer.Plan(
                "entra",
                httpPort,
                EntraSecurity.class,
                List.of(entra, answers, tokens, metadata),
                new KernelFilter(
                        kernel,
                        Service.ENTRA,
                        entra.grants,
                        errors,
                        Pattern.compile("/[^/]+/oauth2/v2\\.0/(token|authorize)|/[^/]+/(v2\\.0/)?adminconsent")),
                new EntraPages(entra, metadata, answers, page)::handle,
                List.of(() -> SandboxServer.https(httpsPort, kernel.certificates)))));
        return new EntraService(entra, tokens, started.get(), kernel.certificates.writeAuthority());
    }

    @Override
    public int port() {
        return server.port();
    }

    /** The loopback port of the same thing on https. */
    public int httpsPort() {
        return server.port(1);
    }

    /** The certificate, as PEM, of the authority that signed the https certificate. */
    public Path caFile() {
        return caFile;
    }

    /** The authority address to give to MSAL: https, with the tenant. */
    public String authority() {
        return "https://localhost:" + httpsPort() + "/" + World.TENANT + "/";
    }

    /** The {@code iss} of id tokens and of tokens for the product. */
    public String issuer() {
        return entra.issuer();
    }

    /**
     * The token that the task pane would bring, got without any page as Office gets it: audience {@code tandem}, scope
     * {@code access_as_user}. Good for on-behalf-of, no good for Graph.
     */
    public String ssoToken(String mail) {
        return tokens.ssoToken(mail, entra.apps.findByClientId(App.PRODUCT));
    }

    /**
     * The tokens that Outlook gets for an add-in in it, in the person's name: refused until the person or an
     * administrator agreed to the application's own scope.
     */
    public NestedSignIn.Answer nestedSignIn(String mail, String clientId, String scope, boolean agreed) {
        RegisteredClient client = entra.apps.findByClientId(clientId);
        if (client == null || !EntraScopes.ownApi(EntraScopes.bare(Set.of(scope.split(" "))))) {
            return new NestedSignIn.Answer("", "", "DISABLED");
        }
        Set<String> asked = Set.of(EntraScopes.OWN_API);
        if (agreed && !entra.adminConsentRequired) {
            entra.consents.add(clientId, mail, asked);
        }
        return entra.consented(clientId, mail, asked) && !entra.stepUp.contains(mail)
                ? new NestedSignIn.Answer(tokens.ssoToken(mail, client), tokens.idToken(mail, client), "")
                : new NestedSignIn.Answer("", "", "USER_INTERACTION_REQUIRED");
    }

    /** A token with exactly these claims, signed as the directory signs: what a mistaken or hostile caller might bring. */
    public String signed(Map<String, Object> claims) {
        try {
            RSAKey key = entra.signing
                    .source()
                    .get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .getFirst()
                    .toRSAKey();
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    JWTClaimsSet.parse(claims));
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException | java.text.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An administrator revokes a user's sessions: the next refresh answers AADSTS50173. Consent stays. */
    public void revokeGrant(String mail) {
        entra.grants.revokeUser(mail);
    }

    /** A disabled user can neither sign in nor refresh: AADSTS50057. */
    public void disable(String mail, boolean disabled) {
        entra.grants.disable(mail, disabled);
    }

    /** Whether only administrators may consent: AADSTS90094 for everybody else. */
    public void requireAdminConsent(boolean required) {
        entra.adminConsentRequired = required;
    }

    /** An administrator has agreed to an application for everybody, its application permissions included. */
    public void grantAdminConsent(String clientId) {
        entra.consents.forAll(clientId, true);
    }

    /** The user's consents and the tenant-wide one of that application are taken back; grants end too. */
    public void withdrawConsent(String clientId, String mail) {
        entra.consents.forAll(clientId, false);
        entra.consents.forget(mail);
        entra.grants.revokeUser(mail);
    }

    /** Whether the user must do a second step before any further token: AADSTS50076 with claims. */
    public void requireStepUp(String mail, boolean required) {
        if (required) {
            entra.stepUp.add(mail);
        } else {
            entra.stepUp.remove(mail);
        }
    }

    /**
     * Continuous access evaluation: Graph refuses the tokens that this user (or, by client id, this application) holds, however
     * long they would be valid, and asks for newer ones (graph-notes 13, CAE).
     */
    public void challenge(String subject) {
        long now = entra.kernel.clock.now().getEpochSecond();
        entra.kernel.tokens.demand(
                subject, "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"" + now + "\"}}}");
    }

    /** Registers the certificate by which an application signs its client assertions. */
    public void registerCertificate(String clientId, X509Certificate certificate) {
        entra.apps.certificate(clientId, certificate);
    }

    @Override
    public void reset(World world) {
        entra.reset(world);
    }

    @Override
    public void close() {
        server.close();
    }
}
