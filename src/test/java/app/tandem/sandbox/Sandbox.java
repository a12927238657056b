package app.tandem.sandbox;

import app.tandem.sandbox.SandboxOptions.Door;
import app.tandem.sandbox.control.ControlError;
import app.tandem.sandbox.control.ControlService;
import app.tandem.sandbox.control.NoTandem;
import app.tandem.sandbox.control.SignIns;
import app.tandem.sandbox.control.Steering;
import app.tandem.sandbox.control.TandemSide;
import app.tandem.sandbox.graph.GraphService;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Certificates;
import app.tandem.sandbox.kernel.FreePort;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Sites;
import app.tandem.sandbox.login.EntraService;
import app.tandem.sandbox.login.SalesforceSite;
import app.tandem.sandbox.outlook.Links;
import app.tandem.sandbox.outlook.OutlookService;
import app.tandem.sandbox.salesforce.SalesforceService;
import app.tandem.sandbox.world.Content;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.ReferenceMail;
import app.tandem.sandbox.world.World;
import app.tandem.sandbox.world.Worlds;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The world outside: Entra ID, Graph, Salesforce, the Outlook page, a mail server and the control port, on loopback ports. */
public final class Sandbox implements Steering, AutoCloseable {

    private final Kernel kernel;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final SandboxOptions options;
    private final int tandemPort;
    private final int tandemHttpsPort;
    private final String key;
    private final String insideSecret;
    private final SmtpSink smtp;
    private final GraphService graph;
    private final SalesforceService salesforce;
    private final SalesforceSite site;
    private final EntraService entra;
    private final OutlookService outlook;
    private final ControlService control;
    /** Of the mails delivered by control: the id then answered, which changes with every move, and the one that does not. */
    private final Map<String, String> lastingIds = new ConcurrentHashMap<>();

    private volatile World world;
    private volatile TandemSide tandem = new NoTandem();

    private Sandbox(SandboxOptions options) {
        this.options = options;
        kernel = new Kernel(
                options.certificates() == null ? Certificates.make() : Certificates.kept(options.certificates()));
        parts.push(kernel);
        world = Worlds.of(options.seed(), options.users());
        tandemPort = options.port(Door.TANDEM) == 0 ? FreePort.next() : options.port(Door.TANDEM);
        tandemHttpsPort = options.port(Door.TANDEMHTTPS) == 0 ? FreePort.next() : options.port(Door.TANDEMHTTPS);
        key = random();
        insideSecret = random();
        smtp = started(new SmtpSink(this::world, kernel.clock));
        graph = started(GraphService.start(kernel, world, options.port(Door.GRAPH)));
        salesforce = started(new SalesforceService(kernel, world));
        List<String> redirects = TandemSettings.redirects(publicUrl());
        site = started(SalesforceSite.start(
                kernel,
                world,
                options.port(Door.SALESFORCE),
                options.port(Door.SALESFORCEHTTPS),
                redirects,
                salesforce));
        kernel.tandem = sites();
        salesforce.onRevoke((user, client) -> site.revokeGrant(user));
        entra = started(
                EntraService.start(kernel, world, options.port(Door.ENTRA), options.port(Door.ENTRAHTTPS), redirects));
        control = started(ControlService.start(this, options.port(Door.CONTROL)));
        Links links = new Links(publicUrl(), graphUrl(), salesforceUrl(), controlUrl());
        outlook = started(OutlookService.start(
                kernel,
                this::world,
                links,
                entra::nestedSignIn,
                new OutlookService.Places(options.port(Door.OUTLOOK), options.port(Door.OUTLOOKHTTPS))));
        outlook.addIns().deploy(this::manifest);
    }

    /**
     * Starts everything and loads the content.
     *
     * @throws PortTakenException when somebody else listens on one of the given ports
     */
    public static Sandbox start(SandboxOptions options) {
        Ports.check(options);
        Sandbox sandbox = new Sandbox(options);
        sandbox.load();
        return sandbox;
    }

    /** The ordinary settings by which a Tandem works against this sandbox, with the database of that JDBC URL. */
    public Map<String, String> tandemProperties(String jdbcUrl) {
        return TandemSettings.of(this, jdbcUrl);
    }

    /** Tells the sandbox which Tandem runs beside it. */
    public void beside(TandemSide other) {
        tandem = other;
    }

    @Override
    public void reset(long seed, int users) {
        tandem.reset();
        kernel.faults.clear();
        kernel.clock.reset();
        kernel.tokens.revoke(token -> true);
        world = Worlds.of(seed, users);
        lastingIds.clear();
        graph.reset(world);
        salesforce.reset(world);
        site.reset(world);
        entra.reset(world);
        outlook.addIns().forget();
        load();
        kernel.mailsSent.clear();
        smtp.clear();
        kernel.calls.clear();
        tandem.clock(kernel.clock.now());
    }

    @Override
    public Steering.Delivered deliver(Person person, String folder, Instant received, byte[] mime) {
        try {
            app.tandem.sandbox.graph.Delivered mail = graph.deliver(person.mail(), folder, received, mime);
            Mailbox mailbox = graph.store().byAddress(person.mail()).orElseThrow();
            lastingIds.put(mail.id(), mailbox.locked(() -> mailbox.ids().message(mailbox.message(mail.id()), true)));
            return new Steering.Delivered(mail.id(), mail.internetMessageId(), mail.folderId());
        } catch (IllegalArgumentException e) {
            throw ControlError.missing(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void connect(Person person) {
        if (tandem instanceof NoTandem) {
            throw ControlError.conflict("no Tandem runs beside this sandbox");
        }
        new SignIns(sites(), kernel.certificates).connect(person);
        if (!tandem.users().containsKey(person.mail())) {
            throw ControlError.conflict(
                    "the sign-ins of " + person.mail() + " succeeded, but Tandem does not run for them");
        }
    }

    /** Where Tandem has the manifest for a person's company, once somebody of it connected. */
    private Optional<URI> manifest(Person person) {
        return tandem.manifest(person.orgId()).map(path -> URI.create(tandemUrl() + path));
    }

    @Override
    public String lasting(Person person, String item) {
        return lastingIds.getOrDefault(item, item);
    }

    @Override
    public void revokeMailbox(Person person) {
        entra.revokeGrant(person.mail());
    }

    @Override
    public void revokeSalesforce(Person person) {
        site.revokeGrant(person.mail());
    }

    @Override
    public void collectMails() {
        smtp.collect(kernel.mailsSent);
    }

    @Override
    public List<String> undelivered() {
        int waiting = graph.undeliveredNotifications();
        return waiting == 0 ? List.of() : List.of(waiting + " notifications are not delivered");
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public TandemSide tandem() {
        return tandem;
    }

    /** Graph, for what lies behind its API. */
    public GraphService graph() {
        return graph;
    }

    /** Salesforce, for what lies behind its API. */
    public SalesforceService salesforce() {
        return salesforce;
    }

    /** The Salesforce login. */
    public SalesforceSite salesforceLogin() {
        return site;
    }

    /** Entra ID. */
    public EntraService entra() {
        return entra;
    }

    /** The mails Tandem sent by SMTP, as they came. */
    public List<MimeMessage> smtpMails() {
        return smtp.mails();
    }

    /** The port of Tandem, whether one runs or not. */
    public int tandemPort() {
        return tandemPort;
    }

    /** The port of Tandem on https, whether one runs or not. */
    public int tandemHttpsPort() {
        return tandemHttpsPort;
    }

    /** Tandem on https, where Outlook frames the task pane. */
    public String tandemHttpsUrl() {
        return "https://localhost:" + tandemHttpsPort;
    }

    int smtpPort() {
        return smtp.port();
    }

    /** The sandbox's certificates in a file, for a Tandem in another process. */
    Path keyStore() {
        return kernel.certificates.writeKeyStore();
    }

    String key() {
        return key;
    }

    /** The secret that opens the sandbox's endpoints inside Tandem. */
    public String insideSecret() {
        return insideSecret;
    }

    /** What browsers call Tandem: its address for a person, and in the settings of everything around it. */
    public String publicUrl() {
        String named = options.tandem();
        return named == null ? tandemUrl() : named;
    }

    private Sites sites() {
        return new Sites(publicUrl(), tandemUrl(), tandemHttpsUrl());
    }

    /** Where Tandem answers on this machine without https. */
    public String tandemUrl() {
        return "http://localhost:" + tandemPort;
    }

    /** The Outlook page and start page. */
    public String outlookUrl() {
        return "http://localhost:" + outlook.port();
    }

    /** The mailboxes on https, where add-ins run. */
    public String outlookHttpsUrl() {
        return "https://localhost:" + outlook.httpsPort();
    }

    /** The Outlook page itself: its ports and its add-ins. */
    public OutlookService outlook() {
        return outlook;
    }

    /** Graph, without version. */
    public String graphUrl() {
        return "http://localhost:" + graph.port();
    }

    /** Salesforce. */
    public String salesforceUrl() {
        return "http://localhost:" + site.port();
    }

    /** The same on https: pages on https may only send forms on to such. */
    public String salesforceHttpsUrl() {
        return "https://localhost:" + site.httpsPort();
    }

    /** The sign-in pages of Entra ID, for browsers. */
    public String entraUrl() {
        return "http://localhost:" + entra.port();
    }

    /** The same on https, for libraries that accept nothing else. */
    public String entraHttpsUrl() {
        return "https://localhost:" + entra.httpsPort();
    }

    /** The control port. */
    public String controlUrl() {
        return "http://localhost:" + control.port();
    }

    /** The certificate to trust for {@link #entraHttpsUrl()}. */
    public Path caFile() {
        return entra.caFile();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the sandbox could not be stopped", e);
            }
        }
    }

    private void load() {
        if (!options.content()) {
            return;
        }
        Instant day = kernel.clock.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(20));
        Content content = Content.of(world, day).with(ReferenceMail.mails(world, day));
        ContentLoader.load(content, graph, salesforce);
    }

    private <P extends AutoCloseable> P started(P part) {
        parts.push(part);
        return part;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
