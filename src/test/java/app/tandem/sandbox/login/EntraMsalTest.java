package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.tandem.sandbox.kernel.Tokens.Token;
import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.InteractionRequiredExceptionReason;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.OnBehalfOfParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.UserAssertion;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Microsoft's own library works against the https authority once it trusts the sandbox's authority. */
class EntraMsalTest extends EntraFixture {

    private static final Set<String> MAIL = Set.of("Mail.ReadWrite", "User.Read");
    private static final String SECRET = "tandem-secret";

    @Test
    void codeIsRedeemedAndTheCacheAnswersAfterwards() throws Exception {
        ConfidentialClientApplication app = app(ClientCredentialFactory.createFromSecret(SECRET));
        IAuthenticationResult result = redeem(app);
        assertThat(result.account().username()).isEqualTo(ANNA);
        assertThat(result.idToken()).isNotEmpty();
        assertThat(kernel.tokens.find(result.accessToken()).map(Token::user)).contains(ANNA);
        kernel.calls.clear();
        IAuthenticationResult again = silent(app, result, false);
        assertThat(again.accessToken()).isEqualTo(result.accessToken());
        assertThat(kernel.calls.since(0)).isEmpty();
    }

    @Test
    void silentRefreshBringsANewToken() throws Exception {
        ConfidentialClientApplication app = app(ClientCredentialFactory.createFromSecret(SECRET));
        IAuthenticationResult result = redeem(app);
        IAuthenticationResult again = silent(app, result, true);
        assertThat(again.accessToken()).isNotEqualTo(result.accessToken());
        assertThat(kernel.tokens.find(again.accessToken())).isPresent();
    }

    @Test
    void aRevokedGrantNeedsInteraction() throws Exception {
        ConfidentialClientApplication app = app(ClientCredentialFactory.createFromSecret(SECRET));
        IAuthenticationResult result = redeem(app);
        entra.revokeGrant(ANNA);
        Throwable refused = cause(() -> silent(app, result, true));
        assertThat(refused).isInstanceOf(MsalInteractionRequiredException.class).hasMessageContaining("AADSTS50173");
    }

    @Test
    void aSecondStepIsAskedWithClaims() throws Exception {
        ConfidentialClientApplication app = app(ClientCredentialFactory.createFromSecret(SECRET));
        IAuthenticationResult result = redeem(app);
        entra.requireStepUp(ANNA, true);
        MsalInteractionRequiredException refused =
                (MsalInteractionRequiredException) cause(() -> silent(app, result, true));
        assertThat(refused.reason()).isEqualTo(InteractionRequiredExceptionReason.BASIC_ACTION);
        assertThat(refused.claims()).contains("access_token");
    }

    @Test
    void anApplicationSignsInWithItsSecretOrItsCertificate() throws Exception {
        entra.grantAdminConsent("tandem");
        TestKey key = TestKey.make("tandem");
        entra.registerCertificate("tandem", key.certificate());
        for (IClientCredential credential : new IClientCredential[] {
            ClientCredentialFactory.createFromSecret(SECRET),
            ClientCredentialFactory.createFromCertificate(key.privateKey(), key.certificate())
        }) {
            IAuthenticationResult result = app(credential)
                    .acquireToken(ClientCredentialParameters.builder(Set.of("https://graph.microsoft.com/.default"))
                            .build())
                    .get();
            assertThat(kernel.tokens.find(result.accessToken()).orElseThrow().scopes())
                    .contains("Mail.ReadWrite");
        }
    }

    @Test
    void aCertificateThatIsNotRegisteredIsRefused() throws Exception {
        TestKey key = TestKey.make("tandem");
        TestKey other = TestKey.make("tandem");
        entra.registerCertificate("tandem", other.certificate());
        Throwable refused =
                cause(() -> app(ClientCredentialFactory.createFromCertificate(key.privateKey(), key.certificate()))
                        .acquireToken(ClientCredentialParameters.builder(Set.of("https://graph.microsoft.com/.default"))
                                .build())
                        .get());
        assertThat(refused).isInstanceOf(MsalServiceException.class).hasMessageContaining("AADSTS700027");
    }

    @Test
    void thePanesTokenBecomesOneForGraph() throws Exception {
        redeem(app(ClientCredentialFactory.createFromSecret(SECRET)));
        IAuthenticationResult result = app(ClientCredentialFactory.createFromSecret(SECRET))
                .acquireToken(OnBehalfOfParameters.builder(
                                Set.of("https://graph.microsoft.com/Mail.ReadWrite"),
                                new UserAssertion(entra.ssoToken(ANNA)))
                        .build())
                .get();
        assertThat(kernel.tokens.find(result.accessToken()).map(Token::user)).contains(ANNA);
    }

    private interface Call {
        Object run() throws Exception;
    }

    private static Throwable cause(Call call) {
        Throwable thrown = catchThrowable(call::run);
        while (thrown instanceof ExecutionException || thrown instanceof CompletionException) {
            thrown = thrown.getCause();
        }
        return thrown;
    }

    private static IAuthenticationResult redeem(ConfidentialClientApplication app) throws Exception {
        String code = new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code");
        return app.acquireToken(AuthorizationCodeParameters.builder(code, URI.create(BACK))
                        .codeVerifier(RawLogin.VERIFIER)
                        .scopes(MAIL)
                        .build())
                .get();
    }

    private static IAuthenticationResult silent(
            ConfidentialClientApplication app, IAuthenticationResult of, boolean refresh) throws Exception {
        Future<IAuthenticationResult> result = app.acquireTokenSilently(SilentParameters.builder(MAIL, of.account())
                // Without it the library takes the host of the account, and that has no port.
                .authorityUrl(entra.authority())
                .forceRefresh(refresh)
                .build());
        return result.get();
    }

    private static ConfidentialClientApplication app(IClientCredential credential) throws Exception {
        return ConfidentialClientApplication.builder("tandem", credential)
                .authority(entra.authority())
                .validateAuthority(false)
                .sslSocketFactory(trust())
                .build();
    }

    /** Trusts the sandbox's authority and nobody else. */
    private static SSLSocketFactory trust() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(entra.caFile())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
