package app.tandem.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates trusted for calls to the outside: the JVM's own, and those of a company's CA file beside them.
 * Host names are always checked; there is no way to trust everything.
 */
public record TrustedTls(SSLContext context, X509TrustManager trustManager) {

    /** The JVM's trust, with the certificates of a PEM file added where one is given. */
    public static TrustedTls with(@Nullable Path caFile) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : all(caFile)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return of(trust(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trusted certificates could not be prepared", e);
        }
    }

    /** The certificates of a PEM file; fails when it holds none. */
    public static List<X509Certificate> read(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("no certificate in the file");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        }
    }

    private static List<X509Certificate> all(@Nullable Path caFile) throws GeneralSecurityException, IOException {
        List<X509Certificate> all = new ArrayList<>(Arrays.asList(trust(null).getAcceptedIssuers()));
        if (caFile != null) {
            all.addAll(read(caFile));
        }
        return all;
    }

    private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
    }

    private static TrustedTls of(X509TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return new TrustedTls(context, trust);
    }
}
