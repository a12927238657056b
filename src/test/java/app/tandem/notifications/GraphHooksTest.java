package app.tandem.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.mailbox.Watch;
import app.tandem.platform.Hashes;
import app.tandem.sandbox.SandboxPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.json.JsonMapper;

/** What comes in from Graph, or pretends to: genuine hints wake their user, everything else changes nothing. */
class GraphHooksTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(3));
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final UserId ANNA = new UserId(new UUID(0, 101));
    private static final MailboxChanged WOKEN = new MailboxChanged(TENANT, ANNA);
    private static final String SECRET = "what only Graph was told";
    private static final String INBOX = "5522bd62-7c96-4530-85b0-00916f6151aa";
    private static final String SENT = "0f8a5f0e-8d29-4f6b-9cf2-0d1c7c9f2f11";
    private static final String GENUINE = notice(INBOX, SECRET);

    private final WatchedStore store = store();
    private final SubscriptionTasks.Soon soon = mock();
    private final List<Object> published = new ArrayList<>();
    private final MockMvc web = MockMvcBuilders.standaloneSetup(
                    new GraphHooks(store, soon, InstantSource.fixed(NOW), published::add, new JsonMapper()))
            .build();

    GraphHooksTest() {
        store.keep(watched(INBOX, Watch.INBOX));
        store.keep(watched(SENT, Watch.SENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hooks/graph/changes", "/hooks/graph/lifecycle"})
    void theHandshakeGivesTheDecodedTokenBackAsPlainText(String path) throws Exception {
        web.perform(MockMvcRequestBuilders.post(
                        java.net.URI.create(path + "?validationToken=Validation%3A%20a%2Fb%2B%C3%A9")))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_PLAIN))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content().string("Validation: a/b+é"));
    }

    @Test
    void aTokenThatIsAPageStaysText() throws Exception {
        String page = "<script>alert(1)</script>";
        web.perform(MockMvcRequestBuilders.post("/hooks/graph/changes")
                        .param("validationToken", page)
                        .accept(MediaType.TEXT_HTML, MediaType.ALL))
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_PLAIN))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content().string(page));
    }

    @Test
    void aTokenBeyondAllMeasureIsRefused() throws Exception {
        web.perform(MockMvcRequestBuilders.post("/hooks/graph/changes").param("validationToken", "x".repeat(2_001)))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(""));
    }

    @Test
    void aHundredNotificationsWakeTheirUserOnce() throws Exception {
        List<String> many = new ArrayList<>(Collections.nCopies(100, GENUINE));
        many.add(notice(SENT, SECRET));
        send("changes", String.join(",", many));

        assertThat(published).containsExactly(WOKEN);
    }

    @Test
    void aForgedNotificationAmongGenuineOnesChangesNothingForThem() throws Exception {
        send("changes", notice(INBOX, "guessed") + "," + notice("unknown", SECRET) + ",null," + GENUINE);

        assertThat(published).containsExactly(WOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guessed", ""})
    void whoDoesNotKnowTheClientStateWakesNobody(String guess) throws Exception {
        send("changes", notice(INBOX, guess));
        send("lifecycle", notice(INBOX, guess, "subscriptionRemoved"));

        assertThat(published).isEmpty();
        assertThat(kept(INBOX)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"value\":null}",
                "{\"value\":[null,null]}",
                "{\"value\":[[]]}",
                "{\"value\":[{}]}",
                "{\"value\":[{\"subscriptionId\":null,\"clientState\":null}]}",
                "\u0000"
            })
    void whatIsNoNotificationIsTakenAndDropped(String body) throws Exception {
        for (String path : List.of("changes", "lifecycle")) {
            post(path, body);
        }

        assertThat(published).isEmpty();
        verifyNoInteractions(soon);
    }

    /** The bytes after the bound are not read, so that not even the genuine one at the front counts. */
    @Test
    void moreThanAMegabyteIsDropped() throws Exception {
        post("changes", body(GENUINE) + " ".repeat(1_000_000));

        assertThat(published).isEmpty();
    }

    /** PostgreSQL takes neither NUL nor half a character; an answer of ours would tell them apart from others. */
    @Test
    void anIdThatCannotBeOursIsNotLookedFor() throws Exception {
        for (String id : List.of("\\u0000", "\\ud800", "x".repeat(201), " ", "")) {
            send("changes", notice(id, SECRET) + "," + GENUINE);
        }

        assertThat(published).hasSize(5).containsOnly(WOKEN);
    }

    @Test
    void anAuthorisationThatEndsIsRenewedSoon() throws Exception {
        send("lifecycle", notice(INBOX, SECRET, "reauthorizationRequired"));

        assertThat(kept(INBOX).renewAt()).isEqualTo(NOW);
        assertThat(kept(SENT).renewAt()).isEqualTo(LATER);
        verify(soon).adapt(TENANT, ANNA);
    }

    @Test
    void aRemovedSubscriptionIsForgottenAndReplacedSoon() throws Exception {
        send("lifecycle", notice(INBOX, SECRET, "subscriptionRemoved"));

        assertThat(store.of(TENANT, ANNA)).extracting(Watched::id).containsExactly(SENT);
        verify(soon).adapt(TENANT, ANNA);
        assertThat(published).containsExactly(WOKEN);
    }

    @Test
    void missedNotificationsWakeTheUser() throws Exception {
        send("lifecycle", notice(INBOX, SECRET, "missed"));

        assertThat(published).containsExactly(WOKEN);
        assertThat(kept(INBOX).renewAt()).isEqualTo(LATER);
    }

    private void send(String path, String notices) throws Exception {
        post(path, body(notices));
    }

    /** Whatever comes, the answer is the same. */
    private void post(String path, String body) throws Exception {
        web.perform(MockMvcRequestBuilders.post("/hooks/graph/" + path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isAccepted())
                .andExpect(content().string(""));
    }

    private static String body(String notices) {
        return "{\"value\":[" + notices + "]}";
    }

    private static String notice(String id, String clientState) {
        return "{\"subscriptionId\":\"%s\",\"clientState\":\"%s\",\"changeType\":\"created\",\"resource\":\"any\"}"
                .formatted(id, clientState);
    }

    private static String notice(String id, String clientState, String event) {
        return "{\"subscriptionId\":\"%s\",\"clientState\":\"%s\",\"lifecycleEvent\":\"%s\"}"
                .formatted(id, clientState, event);
    }

    private Watched kept(String id) {
        return store.byId(List.of(id)).getFirst();
    }

    private static Watched watched(String id, Watch watch) {
        return new Watched(id, TENANT, ANNA, "object", watch, Hashes.sha256(SECRET), LATER, LATER);
    }

    private static WatchedStore store() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        return new WatchedStore(JdbcClient.create(database));
    }
}
