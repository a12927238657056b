package app.tandem.sandbox.kernel;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority of the sandbox's own and the server certificate it signed, valid for a year. The authority's key is
 * thrown away once it has signed: who trusts the authority trusts this one certificate and nothing that could follow.
 */
public record Certificates(X509Certificate authority, X509Certificate server, PrivateKey serverKey) {

    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final String PASSWORD = "sandbox";
    private static final String ALIAS = "server";
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(14);

    /** Makes both, for {@code localhost} and {@code 127.0.0.1}. */
    public static Certificates make() {
        try {
            KeyPair authorityKey = ecKey();
            X500Principal name = new X500Principal("CN=Tandem sandbox authority");
            JcaX509v3CertificateBuilder root = builder(name, name, authorityKey);
            root.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            KeyPair serverKey = ecKey();
            JcaX509v3CertificateBuilder leaf = builder(name, new X500Principal("CN=localhost"), serverKey);
            leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            return new Certificates(sign(root, authorityKey), sign(leaf, authorityKey), serverKey.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("the sandbox could not make its certificates", e);
        }
    }

    /**
     * Those kept in a file, so that a browser which was told to accept them goes on doing so; made and kept there when
     * there are none, or old ones.
     */
    public static Certificates kept(Path file) {
        if (Files.isReadable(file)) {
            try {
                KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
                Certificate[] chain = store.getCertificateChain(ALIAS);
                Certificates kept =
                        new Certificates((X509Certificate) chain[1], (X509Certificate) chain[0], (PrivateKey)
                                store.getKey(ALIAS, PASSWORD.toCharArray()));
                if (kept.server()
                        .getNotAfter()
                        .toInstant()
                        .isAfter(Instant.now().plus(RENEW_BEFORE))) {
                    return kept;
                }
            } catch (GeneralSecurityException | IOException | RuntimeException e) {
                log.info("the kept certificates cannot be read, new ones are made: {}", e.toString());
            }
        }
        Certificates fresh = make();
        fresh.write(file);
        return fresh;
    }

    /** Lets a Tomcat connector speak https with the server's certificate. */
    public void secure(Connector connector) {
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(keyStore());
        certificate.setCertificateKeystorePassword(PASSWORD);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
    }

    /** What a client needs that trusts the authority and nobody else. */
    public SSLContext trusting() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes key and chain, as PKCS #12 readable by its owner only, to a file that goes with the process. */
    public Path writeKeyStore() {
        try {
            Path file = Files.createTempFile("tandem-sandbox", ".p12");
            file.toFile().deleteOnExit();
            write(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                keyStore().store(out, PASSWORD.toCharArray());
            }
            File written = file.toFile();
            if (!(written.setReadable(false, false) && written.setReadable(true, true))) {
                log.debug("{} keeps the rights of its folder", file);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the sandbox could not keep its certificates in " + file, e);
        }
    }

    private KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, serverKey, PASSWORD.toCharArray(), new X509Certificate[] {server, authority});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the authority's certificate as PEM to a file that goes with the process. */
    public Path writeAuthority() {
        try {
            StringWriter pem = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
                writer.writeObject(authority);
            }
            Path file = Files.createTempFile("tandem-sandbox-ca", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair ecKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, KeyPair key) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new java.security.SecureRandom()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFE)),
                subject,
                key.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair by)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }
}
