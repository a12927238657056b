package app.tandem.credentials.entra;

import app.tandem.platform.Installation;
import app.tandem.platform.SecretText;
import app.tandem.platform.http.OutboundHttp;
import app.tandem.platform.http.TrustedTls;
import app.tandem.platform.pem.PrivateKeys;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tandem as an application in Entra ID. Every partition (a user, a directory) gets a client and a cache of its own. */
@Component
class EntraApp {

    /** MSAL's token cache of one partition, as text. */
    static final class Cache implements ITokenCacheAccessAspect {

        private @Nullable String text;
        private boolean changed;

        Cache(@Nullable SecretText text) {
            this.text = text == null ? null : text.reveal();
        }

        /** The cache as it is now, if the calls changed it. */
        @Nullable
        SecretText changed() {
            return changed && text != null ? SecretText.of(text) : null;
        }

        @Override
        public void beforeCacheAccess(ITokenCacheAccessContext context) {
            if (text != null) {
                context.tokenCache().deserialize(text);
            }
        }

        @Override
        public void afterCacheAccess(ITokenCacheAccessContext context) {
            if (context.hasCacheChanged()) {
                text = context.tokenCache().serialize();
                changed = true;
            }
        }
    }

    /** This application understands claims challenges (graph-notes 13, CAE). */
    static final String CHALLENGES = "cp1";

    private final Installation.Entra settings;
    private final OutboundHttp http;
    private final IClientCredential credential;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    EntraApp(Installation installation, OutboundHttp http) {
        this.settings = installation.entra();
        this.http = http;
        this.credential = credential(settings);
    }

    /** A client of that directory ({@code organizations} while it is not known) over that cache. */
    ConfidentialClientApplication client(String directory, Cache cache) {
        try {
            return ConfidentialClientApplication.builder(settings.clientId(), credential)
                    .authority(settings.authority().toString().replaceAll("/+$", "") + "/" + directory + "/")
                    // The authority is the operator's word; asking Microsoft about it would only add a call.
                    .instanceDiscovery(false)
                    .clientCapabilities(Set.of(CHALLENGES))
                    .httpClient(new MsalHttp(http, settings.authority()))
                    .disableInternalRetries()
                    .executorService(threads)
                    .setTokenCacheAccessAspect(cache)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("tandem.entra.authority is not an address", e);
        }
    }

    private static IClientCredential credential(Installation.Entra settings) {
        Path certificate = settings.certificateFile();
        if (certificate == null) {
            return ClientCredentialFactory.createFromSecret(
                    Objects.requireNonNull(settings.clientSecret()).reveal());
        }
        try {
            return ClientCredentialFactory.createFromCertificateChain(
                    PrivateKeys.rsa(Objects.requireNonNull(settings.keyFile())), TrustedTls.read(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("tandem.entra.certificate-file cannot be read", e);
        }
    }
}
