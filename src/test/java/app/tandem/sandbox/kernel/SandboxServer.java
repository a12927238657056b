package app.tandem.sandbox.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;

/** One service on one loopback port. */
public final class SandboxServer implements AutoCloseable {

    private final Tomcat tomcat;

    private SandboxServer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /** Starts a handler on the loopback port; 0 picks a free one. */
    public static SandboxServer start(String name, int port, Handler handler) {
        return start(name, port, List.of(), handler);
    }

    /** The same, on a second loopback port with https too. */
    public static SandboxServer start(
            String name, int port, int httpsPort, Certificates certificates, Handler handler) {
        return start(name, port, List.of(https(httpsPort, certificates)), handler);
    }

    /** A loopback connector that speaks https; port 0 picks a free one. */
    public static Connector https(int port, Certificates certificates) {
        Connector connector = new Connector();
        connector.setPort(port);
        loopback(connector);
        certificates.secure(connector);
        return connector;
    }

    private static SandboxServer start(String name, int port, List<Connector> more, Handler handler) {
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        try {
            Path base = Files.createTempDirectory("tandem-sandbox-" + name);
            base.toFile().deleteOnExit();
            tomcat.setBaseDir(base.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tomcat.setPort(port);
        Connector connector = tomcat.getConnector();
        loopback(connector);
        more.forEach(tomcat.getService()::addConnector);
        tomcat.getEngine().getPipeline().addValve(new CutValve());
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        Tomcat.addServlet(context, "handler", new HandlerServlet(handler));
        context.addServletMappingDecoded("/*", "handler");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the sandbox's " + name + " could not start on port " + port, e);
        }
        return new SandboxServer(tomcat);
    }

    /** Settings every connector of the sandbox shares: loopback only, paths taken as they come, virtual threads. */
    public static void loopback(Connector connector) {
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("relaxedPathChars", "[]{}|\"<>^`\\");
        connector.setProperty("relaxedQueryChars", "[]{}|\"<>^`\\");
        connector.setProperty("maxHttpRequestHeaderSize", "65536");
        connector.setEncodedSolidusHandling("passthrough");
        connector.setMaxPostSize(-1);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            protocol.setMaxConnections(10_000);
        }
    }

    /** The port it listens on. */
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** The port it listens on with https. */
    public int httpsPort() {
        return tomcat.getService().findConnectors()[1].getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
