package app.tandem.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.MailsSent;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import app.tandem.sandbox.world.Worlds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control contract over raw HTTP; the sandbox behind it only notes what it is asked. */
class ControlContractTest {

    private static final String ANNA = "anna.keller@contoso.example";

    private final Noting sandbox = new Noting();
    private final HttpClient http = HttpClient.newHttpClient();
    private ControlService control;

    @BeforeEach
    void start() {
        control = ControlService.start(sandbox, 0);
    }

    @AfterEach
    void stop() {
        control.close();
        sandbox.kernel.close();
    }

    @Test
    void usersAreListedWithEveryFieldOfTheContract() {
        JsonNode anna = ok("GET", "/users", null).get(0);
        assertThat(anna.propertyNames())
                .containsExactly(
                        "mail",
                        "displayName",
                        "entraId",
                        "salesforceUserId",
                        "salesforceUserName",
                        "orgId",
                        "company",
                        "role",
                        "timeZone",
                        "aliases",
                        "connected",
                        "paused");
        assertThat(anna.get("mail").asString()).isEqualTo(ANNA);
        assertThat(anna.get("connected").asBoolean()).isTrue();
        assertThat(anna.get("aliases").get(0).asString()).isEqualTo("a.keller@contoso.example");
    }

    @Test
    void connectAndDisconnectNameTheUserAndTheGrant() {
        assertThat(ok("POST", "/users/" + ANNA + "/connect", null).get("mail").asString())
                .isEqualTo(ANNA);
        ok("POST", "/users/a.keller%40contoso.example/disconnect?grant=mailbox", null);
        ok("POST", "/users/" + ANNA + "/disconnect?grant=salesforce", null);
        assertThat(sandbox.asked).containsExactly("connect " + ANNA, "mailbox " + ANNA, "salesforce " + ANNA);
        assertThat(error(400, "POST", "/users/" + ANNA + "/disconnect?grant=both", null))
                .contains("both");
        assertThat(error(404, "POST", "/users/nobody@contoso.example/connect", null))
                .contains("nobody@contoso.example");
    }

    @Test
    void aMailIsDeliveredByteForByteToTheFolderAndTimeAsked() {
        String mime = "Subject: =?utf-8?B?4pyT?=\r\n\r\nbare\nfeed\r\n";
        JsonNode mail = ok(
                "POST",
                "/users/" + ANNA + "/deliver?folder=archive&received=2026-11-01T08:00:00Z",
                mime,
                "message/rfc822");
        assertThat(mail.propertyNames()).containsExactly("id", "internetMessageId", "folderId");
        assertThat(sandbox.asked).containsExactly("deliver " + ANNA + " archive 2026-11-01T08:00:00Z " + mime);
        assertThat(error(400, "POST", "/users/" + ANNA + "/deliver?received=yesterday", mime))
                .contains("received");
        assertThat(error(400, "POST", "/users/" + ANNA + "/deliver?flag=1", mime))
                .contains("flag");
    }

    @Test
    void resetAnswersWhatItDid() {
        assertThat(ok("POST", "/reset", "{\"seed\":7,\"users\":20}")
                        .get("users")
                        .asInt())
                .isEqualTo(20);
        assertThat(ok("POST", "/reset", "").get("seed").asInt()).isEqualTo(1);
        assertThat(sandbox.asked).containsExactly("reset 7 20", "reset 1 12");
        assertThat(error(400, "POST", "/reset", "{\"sead\":7}")).contains("sead");
        assertThat(error(400, "POST", "/reset", "{\"users\":0}")).contains("users");
        assertThat(error(400, "POST", "/reset", "{\"users\":\"12\"}")).contains("users");
        assertThat(error(400, "POST", "/reset", "{")).contains("JSON");
    }

    @Test
    void faultRulesAreAddedListedWithTheirCountsAndRemoved() {
        String rules = """
                {"seed":7,"rules":[
                 {"id":"slow","service":"graph","operation":"PATCH /users/*/messages/*","user":"%s","skip":1,"times":2,"fault":{"kind":"delay","for":"PT0.001S"}},
                 {"service":"salesforce","operation":"create","object":"Task","exceptClient":"sandbox-tool","probability":0.5,"fault":{"kind":"rows","every":3}},
                 {"fault":{"kind":"status","status":429,"retryAfter":"date:PT10S","code":"tooMany"}}]}""".formatted(ANNA);
        ok("POST", "/faults", rules);
        CallFacts patch = new CallFacts(
                Service.GRAPH, "tandem", ANNA, "PATCH", "/users/" + ANNA + "/messages/x", null, null, 0, 0, null);
        sandbox.kernel.faults.strike(patch);
        sandbox.kernel.faults.strike(patch);
        JsonNode listed = ok("GET", "/faults", null);
        assertThat(listed.size()).isEqualTo(3);
        assertThat(listed.get(0).get("id").asString()).isEqualTo("slow");
        assertThat(listed.get(0).get("matched").asInt()).isEqualTo(2);
        assertThat(listed.get(0).get("fired").asInt()).isEqualTo(1);
        assertThat(listed.get(0).get("fault").toString()).isEqualTo("{\"kind\":\"delay\",\"for\":\"PT0.001S\"}");
        assertThat(listed.get(2).get("fired").asInt()).isEqualTo(1);
        assertThat(send("DELETE", "/faults", null, "text/plain").statusCode()).isEqualTo(204);
        assertThat(ok("GET", "/faults", null).size()).isZero();
    }

    @Test
    void everyKindOfFaultOfTheContractIsUnderstood() {
        for (String fault : List.of(
                "{\"kind\":\"cut\",\"when\":\"after\"}",
                "{\"kind\":\"truncate\",\"bytes\":10}",
                "{\"kind\":\"rows\",\"containing\":\"x\",\"code\":\"A\",\"message\":\"b\"}",
                "{\"kind\":\"expireSession\"}",
                "{\"kind\":\"revokeGrant\"}",
                "{\"kind\":\"gone\"}",
                "{\"kind\":\"replay\"}",
                "{\"kind\":\"duplicate\",\"copies\":3}",
                "{\"kind\":\"drop\"}",
                "{\"kind\":\"late\",\"for\":\"PT5M\"}",
                "{\"kind\":\"rateLimit\",\"perSecond\":2.5,\"concurrent\":4}",
                "{\"kind\":\"status\",\"status\":503,\"retryAfter\":null}")) {
            ok("POST", "/faults", "{\"rules\":[{\"fault\":" + fault + "}]}");
        }
        assertThat(sandbox.kernel.faults.list())
                .extracting(count -> count.rule().fault())
                .contains(new Fault.Cut(true));
    }

    @Test
    void aRuleThatIsNotUnderstoodAddsNothing() {
        String good = "{\"fault\":{\"kind\":\"drop\"}}";
        for (String bad : List.of(
                "{\"fault\":{\"kind\":\"explode\"}}",
                "{\"fault\":{\"kind\":\"drop\",\"copies\":2}}",
                "{\"service\":\"outlook.com\",\"fault\":{\"kind\":\"drop\"}}",
                "{\"speed\":1,\"fault\":{\"kind\":\"drop\"}}",
                "{\"probability\":2,\"fault\":{\"kind\":\"drop\"}}",
                "{}",
                "{\"fault\":{\"kind\":\"status\",\"status\":200}}",
                "{\"fault\":{\"kind\":\"delay\",\"for\":\"5 s\"}}",
                "{\"fault\":{\"kind\":\"rows\"}}")) {
            assertThat(error(400, "POST", "/faults", "{\"rules\":[" + good + "," + bad + "]}"))
                    .isNotBlank();
        }
        assertThat(sandbox.kernel.faults.list()).isEmpty();
    }

    @Test
    void callsAndCountersTellWhatReachedTheSandbox() {
        CallFacts facts = new CallFacts(
                Service.SALESFORCE,
                "tandem",
                ANNA,
                "POST",
                "/services/Soap/u/65.0",
                "create",
                "Task",
                200,
                5_000,
                null);
        Kernel.Refusals none = (status, code, retryAfter) -> Reply.empty(status);
        sandbox.kernel.run(facts, none, struck -> Reply.json(200, "{}"));
        sandbox.kernel.run(facts, none, struck -> Reply.json(200, "{}"));
        JsonNode calls = ok("GET", "/calls?since=1", null);
        assertThat(calls.size()).isEqualTo(1);
        assertThat(calls.get(0).propertyNames())
                .containsExactly(
                        "seq",
                        "at",
                        "service",
                        "client",
                        "user",
                        "method",
                        "path",
                        "operation",
                        "object",
                        "rows",
                        "status",
                        "millis",
                        "bytesIn",
                        "bytesOut",
                        "fault");
        assertThat(calls.get(0).get("rows").asInt()).isEqualTo(200);
        assertThat(ok("GET", "/counters", null).toString())
                .isEqualTo("[{\"service\":\"salesforce\",\"operation\":\"create\",\"user\":\"" + ANNA
                        + "\",\"status\":200,\"count\":2}]");
        assertThat(send("DELETE", "/calls", null, "text/plain").statusCode()).isEqualTo(204);
        assertThat(ok("GET", "/calls", null).size()).isZero();
        assertThat(ok("GET", "/counters", null).size()).isZero();
        assertThat(error(400, "GET", "/calls?since=first", null)).contains("since");
    }

    @Test
    void mailsSentTellWhoSentWhatToWhom() {
        sandbox.kernel.mailsSent.add(new MailsSent.Sent(
                Instant.parse("2026-11-20T09:00:00Z"),
                "exchange",
                "invitation",
                ANNA,
                List.of("a@b.example"),
                List.of("a@b.example")));
        JsonNode sent = ok("GET", "/mails-sent", null).get(0);
        assertThat(sent.propertyNames()).containsExactly("at", "by", "kind", "from", "to", "outsiders");
    }

    @Test
    void theClockIsSetAdvancedAndToldToTandem() {
        ok("POST", "/clock", "{\"now\":\"2027-01-01T00:00:00Z\"}");
        JsonNode now = ok("POST", "/clock", "{\"advance\":\"PT30M\"}");
        Instant expected = Instant.parse("2027-01-01T00:30:00Z");
        assertThat(Duration.between(expected, Instant.parse(now.get("now").asString())))
                .isLessThan(Duration.ofMinutes(1));
        assertThat(sandbox.told).hasSize(2);
        assertThat(error(400, "POST", "/clock", "{}")).contains("now");
        assertThat(error(400, "POST", "/clock", "{\"advance\":\"soon\"}")).contains("advance");
    }

    @Test
    void orgsAreListedAndSwitched() {
        String orgId = sandbox.world.orgs().getFirst().orgId;
        JsonNode org = ok("PATCH", "/orgs/" + orgId, "{\"enhancedEmail\":true,\"apiLimit\":5,\"apiUsed\":4}");
        assertThat(org.get("enhancedEmail").asBoolean()).isTrue();
        assertThat(org.get("apiUsed").asInt()).isEqualTo(4);
        assertThat(ok("GET", "/orgs", null).size()).isEqualTo(3);
        assertThat(error(400, "PATCH", "/orgs/" + orgId, "{\"apiLimit\":9,\"enhanced\":true}"))
                .contains("enhanced");
        assertThat(sandbox.world.orgs().getFirst().apiLimit).isEqualTo(5);
        assertThat(error(404, "PATCH", "/orgs/00D000000000000AAA", "{}")).contains("00D000000000000AAA");
    }

    @Test
    void tandemIsQuietOnlyWhenNothingWaitsOnEitherSide() {
        assertThat(send("GET", "/tandem/quiet", null, "text/plain").statusCode())
                .isEqualTo(200);
        sandbox.undelivered.add("notification for " + ANNA);
        assertThat(send("GET", "/tandem/quiet", null, "text/plain").statusCode())
                .isEqualTo(202);
        sandbox.undelivered.clear();
        sandbox.waiting = true;
        HttpResponse<String> waits = send("GET", "/tandem/quiet", null, "text/plain");
        assertThat(waits.statusCode()).isEqualTo(202);
        assertThat(waits.body()).isEqualTo("{\"waiting\":[\"a cycle is due\"]}");
    }

    @Test
    void tandemsAnswersArePassedOn() {
        assertThat(ok("POST", "/tandem/cycle?user=" + ANNA, null).get("cycles").asInt())
                .isEqualTo(1);
        assertThat(ok("GET", "/tandem/why?user=" + ANNA + "&item=AAMk", null)
                        .get("rule")
                        .asString())
                .isEqualTo("sync E-48");
        ok("PUT", "/tandem/settings?scope=user&user=" + ANNA, "{\"S-40\":1}");
        ok("POST", "/users/" + ANNA + "/pause", null);
        ok("POST", "/users/" + ANNA + "/resume", null);
        assertThat(sandbox.asked)
                .containsExactly(
                        "cycle " + ANNA,
                        "why " + ANNA + " AAMk",
                        "change user " + ANNA + " {\"S-40\":1}",
                        "pause " + ANNA,
                        "resume " + ANNA);
        assertThat(error(400, "GET", "/tandem/why?user=" + ANNA, null)).contains("item");
        assertThat(error(400, "PUT", "/tandem/settings?scope=user", "{}")).contains("user");
        assertThat(error(404, "POST", "/tandem/cycle?user=x@y.example", null)).contains("x@y.example");
    }

    @Test
    void whatTheContractDoesNotKnowIsRefused() {
        assertThat(error(404, "GET", "/mails", null)).contains("/mails");
        assertThat(error(405, "PUT", "/faults", "{}")).contains("PUT");
        assertThat(error(400, "GET", "/users?limit=3", null)).contains("limit");
    }

    private JsonNode ok(String method, String path, @Nullable String body) {
        return ok(method, path, body, "application/json");
    }

    private JsonNode ok(String method, String path, @Nullable String body, String type) {
        HttpResponse<String> answer = send(method, path, body, type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private String error(int status, String method, String path, @Nullable String body) {
        HttpResponse<String> answer =
                send(method, path, body, path.contains("deliver") ? "message/rfc822" : "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        assertThat(json.propertyNames()).containsExactly("error");
        return json.get("error").asString();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, String type) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + path))
                            .header("Content-Type", type)
                            .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A sandbox that notes what it is asked. */
    private static final class Noting implements Steering, TandemSide {

        private final Kernel kernel = new Kernel();
        private final World world = Worlds.of(1, 3);
        private final List<String> asked = new ArrayList<>();
        private final List<String> undelivered = new ArrayList<>();
        private final List<Instant> told = new ArrayList<>();
        private boolean waiting;

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
            return this;
        }

        @Override
        public Delivered deliver(Person person, String folder, Instant received, byte[] mime) {
            asked.add("deliver " + person.mail() + " " + folder + " " + received + " "
                    + new String(mime, java.nio.charset.StandardCharsets.UTF_8));
            return new Delivered("AAMk", "<1@a.example>", "F");
        }

        @Override
        public String lasting(Person person, String item) {
            return item;
        }

        @Override
        public void connect(Person person) {
            asked.add("connect " + person.mail());
        }

        @Override
        public void revokeMailbox(Person person) {
            asked.add("mailbox " + person.mail());
        }

        @Override
        public void revokeSalesforce(Person person) {
            asked.add("salesforce " + person.mail());
        }

        @Override
        public void reset(long seed, int users) {
            asked.add("reset " + seed + " " + users);
        }

        @Override
        public void collectMails() {}

        @Override
        public List<String> undelivered() {
            return undelivered;
        }

        @Override
        public Answer cycle(@Nullable String user) {
            asked.add("cycle " + user);
            return new Answer(200, "{\"cycles\":1,\"failed\":0}");
        }

        @Override
        public Answer quiet() {
            return waiting ? new Answer(202, "{\"waiting\":[\"a cycle is due\"]}") : new Answer(200, "{}");
        }

        @Override
        public Answer why(String user, String item) {
            asked.add("why " + user + " " + item);
            return new Answer(200, "{\"state\":\"leftAlone\",\"rule\":\"sync E-48\"}");
        }

        @Override
        public Answer settings(String scope, @Nullable String user) {
            return new Answer(200, "{}");
        }

        @Override
        public Answer change(String scope, @Nullable String user, String settings) {
            asked.add("change " + scope + " " + user + " " + settings);
            return new Answer(200, settings);
        }

        @Override
        public Answer pause(String user) {
            asked.add("pause " + user);
            return new Answer(200, "{}");
        }

        @Override
        public Answer resume(String user) {
            asked.add("resume " + user);
            return new Answer(200, "{}");
        }

        @Override
        public void reset() {
            asked.add("reset");
        }

        @Override
        public Map<String, UserState> users() {
            return Map.of(ANNA, new UserState(true, false));
        }

        @Override
        public java.util.Optional<String> manifest(String orgId) {
            return java.util.Optional.empty();
        }

        @Override
        public void clock(Instant now) {
            told.add(now);
        }
    }
}
