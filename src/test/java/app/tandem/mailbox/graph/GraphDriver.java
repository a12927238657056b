package app.tandem.mailbox.graph;

import app.tandem.account.Access;
import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.LetterMime;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.MailboxDriver;
import app.tandem.platform.Ids;
import app.tandem.sandbox.graph.GraphService;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import app.tandem.sandbox.world.Worlds;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A mailbox in the sandbox's Graph: the product's view of it, and its owner's, who speaks plain HTTP. */
final class GraphDriver implements MailboxDriver {

    private static final String OWNER = "owner-app";
    private static final String PRODUCT = "product-app";
    private static final Set<String> SCOPES = Set.of(
            "Mail.Read",
            "Mail.ReadWrite",
            "MailboxSettings.ReadWrite",
            "User.Read",
            "Mail.Send",
            "Tasks.ReadWrite",
            "Contacts.ReadWrite");
    private static final World WORLD = Worlds.of(1, 3);

    final Kernel kernel = new Kernel();
    final GraphService graph = GraphService.start(kernel, WORLD, 0);
    final Person person = WORLD.people().getFirst();
    final FakeTokens tokens = new FakeTokens(number -> issue("product-" + number, PRODUCT));
    final GraphParts parts;
    final User user;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> rules = new ArrayList<>();
    private int letters;

    GraphDriver(int pageSize) {
        GraphSite site = new GraphSite(URI.create(base()), url -> "127.0.0.1".equals(url.getHost()), pageSize);
        parts = GraphParts.of(site, tokens, kernel.clock, new RandomIds(), UnaryOperator.identity());
        user = new User(
                new UserId(new UUID(1, 1)),
                new TenantId(new UUID(2, 2)),
                UserState.RUNNING,
                Optional.of(new MailboxConnection(World.TENANT_ID, person.entraId(), person.mail(), Access.DELEGATED)),
                Optional.empty());
        issue("owner", OWNER);
    }

    private static final class RandomIds implements Ids {
        @Override
        public UUID next() {
            return UUID.randomUUID();
        }

        @Override
        public String secret() {
            return UUID.randomUUID().toString();
        }
    }

    private String base() {
        return "http://127.0.0.1:" + graph.port() + "/v1.0";
    }

    private String issue(String token, String client) {
        kernel.tokens.issue(new Tokens.Token(
                Service.ENTRA,
                token,
                client,
                person.mail(),
                SCOPES,
                World.TENANT,
                kernel.clock.now().plusSeconds(100_000)));
        return token;
    }

    // Faults and counts

    /** From now on the product's next calls of that pattern fail so, that many times. */
    void fails(String operation, int times, Fault fault) {
        fails(operation, 0, times, fault);
    }

    /** As {@link #fails(String, int, Fault)}, after letting some pass. */
    void fails(String operation, int skip, int times, Fault fault) {
        String id = "rule" + rules.size();
        rules.add(id);
        kernel.faults.add(
                1,
                List.of(new FaultRule(
                        id, Service.GRAPH, operation, null, null, PRODUCT, null, skip, times, null, fault)));
    }

    /** Each of the product's calls of that pattern may fail so. */
    void weather(String operation, double probability, Fault fault) {
        // The dice come from the id, and ids that resemble each other throw alike.
        String id = operation + fault;
        kernel.faults.add(
                11,
                List.of(new FaultRule(
                        id, Service.GRAPH, operation, null, null, PRODUCT, null, 0, 1, probability, fault)));
    }

    /** HTTP requests the product made; parts of a batch are none. */
    List<Call> requests() {
        return kernel.calls.since(0).stream()
                .filter(call -> PRODUCT.equals(call.facts().client()))
                .filter(call -> call.facts().batch() == null)
                .toList();
    }

    /** Parts of the product's batches. */
    List<Call> parts() {
        return kernel.calls.since(0).stream()
                .filter(call -> PRODUCT.equals(call.facts().client()))
                .filter(call -> call.facts().batch() != null)
                .toList();
    }

    // The owner

    @Override
    public Mailbox mailbox() {
        return new GraphMailboxes(parts).open(user);
    }

    @Override
    public ItemId deliver(MailFolder folder, Letter letter) {
        return deliver(folder, letter, LetterMime.of(letter));
    }

    ItemId deliver(MailFolder folder, Letter letter, byte[] mime) {
        letters++;
        String id = graph.deliver(person.mail(), folderId(folder), letter.received(), mime)
                .id();
        return new ItemId(owner("GET", "/messages/" + path(id) + "?$select=id", null)
                .get("id")
                .getAsString());
    }

    @Override
    public void move(ItemId id, MailFolder to) {
        JsonObject body = new JsonObject();
        body.addProperty("destinationId", folderId(to));
        owner("POST", "/messages/" + path(id.value()) + "/move", body);
    }

    @Override
    public void categorise(ItemId id, List<String> categories) {
        JsonArray names = new JsonArray();
        categories.forEach(names::add);
        JsonObject body = new JsonObject();
        body.add("categories", names);
        owner("PATCH", "/messages/" + path(id.value()), body);
    }

    @Override
    public String shown(ItemId id) {
        return owner("GET", "/messages/" + path(id.value()) + "?$select=id", null, "outlook.body-content-type=\"text\"")
                .get("id")
                .getAsString();
    }

    @Override
    public void delete(ItemId id) {
        owner("POST", "/messages/" + path(id.value()) + "/permanentDelete", null);
    }

    @Override
    public void deleteMarkerFolder() {
        owner("POST", "/mailFolders/" + path(folderId(MailFolder.MARKER)) + "/permanentDelete", null);
    }

    @Override
    public void loseCursors() {
        fails("GET /users/*/mailFolders/*/messages/**", 1, new Fault.Gone());
    }

    @Override
    public List<String> masterCategories() {
        return values(owner("GET", "/outlook/masterCategories", null), "displayName");
    }

    @Override
    public List<String> addresses() {
        List<String> addresses = new ArrayList<>(List.of(person.mail()));
        addresses.addAll(person.aliases());
        return addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public void close() {
        graph.close();
        kernel.close();
    }

    /** The folder's id; folders that do not exist yet are made by the owner. */
    String folderId(MailFolder folder) {
        return switch (folder) {
            case INBOX -> "inbox";
            case SENT -> "sentitems";
            case MARKER -> named(Layouts.MARKER_FOLDER);
            case OTHER -> named("Elsewhere");
        };
    }

    private String named(String name) {
        JsonObject found = owner("GET", "/mailFolders?$top=100&$select=id,displayName", null);
        for (JsonElement folder : found.getAsJsonArray("value")) {
            if (name.equals(folder.getAsJsonObject().get("displayName").getAsString())) {
                return folder.getAsJsonObject().get("id").getAsString();
            }
        }
        JsonObject body = new JsonObject();
        body.addProperty("displayName", name);
        return owner("POST", "/mailFolders", body).get("id").getAsString();
    }

    /** A request of the owner's own client. */
    JsonObject owner(String method, String path, @Nullable JsonObject body) {
        return owner(method, path, body, "IdType=\"ImmutableId\"");
    }

    private JsonObject owner(String method, String path, @Nullable JsonObject body, String prefer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + "/me" + path.replace(" ", "%20")))
                .header("Authorization", "Bearer owner")
                .header("Prefer", prefer)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty()
                    ? new JsonObject()
                    : JsonParser.parseString(answer.body()).getAsJsonObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> values(JsonObject page, String property) {
        Collection<JsonElement> all = page.getAsJsonArray("value").asList();
        return all.stream()
                .map(one -> one.getAsJsonObject().get(property).getAsString())
                .toList();
    }

    private static String path(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
