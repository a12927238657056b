package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Salesforce alone on a free port, with one org, an administrator and two users; for the tests of this package. */
final class Stage implements AutoCloseable {

    static final String ORG = "00D5e000000TestEAA";
    static final String ADA = "0055e000000AdaAAAA";
    static final String BEN = "0055e000000BenAAAA";
    static final String CLEO = "0055e000000CleoAAA";

    final Kernel kernel = new Kernel();
    final World world;
    final Org org = new Org(ORG, "Northwind Traders", "northwind.example");
    final SalesforceService service;
    private final SandboxServer server;

    Stage() {
        world = new World(
                1,
                List.of(org),
                List.of(
                        person("ada@northwind.example", "Ada", "Admin", ADA, "admin"),
                        person("ben@northwind.example", "Ben", "Beck", BEN, "user"),
                        person("cleo@northwind.example", "Cleo", "Cross", CLEO, "user")));
        service = new SalesforceService(kernel, world);
        server = SandboxServer.start("salesforce", 0, service);
    }

    private static Person person(String mail, String first, String last, String id, String role) {
        return new Person(
                mail, first, last, "entra-" + first, id, ORG, "Northwind Traders", role, "Europe/Berlin", List.of());
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A session as OAuth gives it. */
    String session(String mail) {
        String value = ORG.substring(0, 15) + "!session-of-" + mail;
        kernel.tokens.issue(new Token(
                Service.SALESFORCE_LOGIN,
                value,
                "test-client",
                mail,
                Set.of("api"),
                ORG,
                kernel.clock.now().plus(Duration.ofDays(40))));
        return value;
    }

    String load(String type, Object... fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put((String) fields[i], fields[i + 1]);
        }
        return service.load(ORG, type, values);
    }

    List<Map<String, Object>> all(String type) {
        return service.all(ORG, type);
    }

    @Override
    public void close() {
        server.close();
        service.close();
        kernel.close();
    }
}
