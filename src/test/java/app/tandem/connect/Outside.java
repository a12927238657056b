package app.tandem.connect;

import app.tandem.account.TestNode;
import app.tandem.sandbox.graph.GraphService;
import app.tandem.sandbox.kernel.FreePort;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.login.EntraService;
import app.tandem.sandbox.login.SalesforceSite;
import app.tandem.sandbox.login.Visitor;
import app.tandem.sandbox.world.World;
import app.tandem.sandbox.world.Worlds;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The sandbox's sign-in services and nodes that use them; one database, one public address. */
public final class Outside implements AutoCloseable {

    public final Kernel kernel = new Kernel();
    public final World world = Worlds.of(7, 12);
    public final EntraService entra;
    public final SalesforceSite salesforce;
    public final GraphService graph;
    public final String home;
    public final Map<String, Object> settings;
    private final int port = FreePort.next();

    public Outside() {
        home = "http://localhost:" + port;
        entra = EntraService.start(
                kernel,
                world,
                0,
                0,
                List.of(home + "/connect/mailbox/callback", home + "/connect/mailbox/admin-consent"));
        salesforce = SalesforceSite.start(
                kernel, world, 0, 0, List.of(home + "/login/oauth2/code/salesforce"), exchange -> Reply.empty(404));
        graph = GraphService.start(kernel, world, 0);
        settings = TestNode.settings(TestNode.database());
        settings.put("tandem.public-url", home);
        settings.put("tandem.entra.authority", "https://localhost:" + entra.httpsPort());
        settings.put("tandem.entra.sign-in-url", "http://localhost:" + entra.port());
        settings.put("tandem.salesforce.login-url", "http://localhost:" + salesforce.port());
        settings.put("tandem.graph.base-url", "http://localhost:" + graph.port() + "/v1.0");
        settings.put("tandem.tls.ca-file", entra.caFile());
    }

    /** The node that answers at the public address, on the sandbox's clock. */
    public ConfigurableApplicationContext node(Map<String, Object> further, Class<?>... beans) {
        settings.put("server.port", port);
        settings.putAll(further);
        return TestNode.start(settings, context(), beans);
    }

    /** A further node over the same database. */
    public ConfigurableApplicationContext secondNode() {
        Map<String, Object> own = new java.util.LinkedHashMap<>(settings);
        own.put("server.port", 0);
        return TestNode.start(own, context());
    }

    /** A browser that goes everywhere on this machine. */
    public Visitor browser() {
        return new Visitor("http://localhost:");
    }

    @Override
    public void close() {
        entra.close();
        salesforce.close();
        graph.close();
        kernel.close();
    }

    private org.springframework.context.ApplicationContextInitializer<?> context() {
        return context -> context.getBeanFactory().registerSingleton("sandboxClock", (InstantSource) kernel.clock::now);
    }
}
