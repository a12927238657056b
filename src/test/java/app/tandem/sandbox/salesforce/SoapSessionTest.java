package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions, versions, limits and the shape of requests, as raw SOAP. */
class SoapSessionTest {

    private final Stage stage = new Stage();
    private final RawSoap ben = new RawSoap(stage, "ben@northwind.example");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void loginOpensASessionUpToVersion64() throws Exception {
        RawSoap.Answer answer = RawSoap.send(stage, "/services/Soap/u/64.0", RawSoap.recorded("login.xml"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.one("serverUrl"))
                .isEqualTo(stage.url() + "/services/Soap/u/64.0/" + Stage.ORG.substring(0, 15));
        String envelope = RawSoap.recorded("envelope.xml")
                .replace("${session}", answer.one("sessionId"))
                .replace("${headers}", "")
                .replace("${body}", "<getUserInfo/>");
        assertThat(RawSoap.send(stage, "/services/Soap/u/64.0", envelope).one("userId"))
                .isEqualTo(Stage.BEN);
    }

    @Test
    void loginIsGoneFromVersion65On() throws Exception {
        RawSoap.Answer answer = RawSoap.send(stage, "/services/Soap/u/65.0", RawSoap.recorded("login.xml"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.one("exceptionCode")).isEqualTo("UNSUPPORTED_API_VERSION");
    }

    @Test
    void loginRefusesAWrongPasswordAndAnInactiveUser() throws Exception {
        String wrong = RawSoap.recorded("login.xml").replace(">sandbox<", ">guess<");
        RawSoap.Answer answer = RawSoap.send(stage, "/services/Soap/u/64.0", wrong);
        assertThat(answer.one("faultcode")).isEqualTo("sf:INVALID_LOGIN");
        assertThat(answer.text()).contains("<sf:LoginFault xsi:type=\"sf:LoginFault\">");
        new RawSoap(stage, "ada@northwind.example")
                .call("<update>" + RawSoap.records("User|Id=" + Stage.BEN + "|IsActive=false") + "</update>");
        assertThat(RawSoap.send(stage, "/services/Soap/u/64.0", RawSoap.recorded("login.xml"))
                        .one("exceptionCode"))
                .isEqualTo("INVALID_LOGIN");
        assertThat(ben.call("<getUserInfo/>").one("exceptionCode")).isEqualTo("INVALID_SESSION_ID");
    }

    @Test
    void anUnknownSessionIsRefusedInTheExactShapeThatRenewalNeeds() throws Exception {
        stage.kernel.tokens.revoke(token -> true);
        RawSoap.Answer answer = ben.call("<getUserInfo/>");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.one("faultcode")).isEqualTo("sf:INVALID_SESSION_ID");
        assertThat(answer.one("faultstring"))
                .startsWith(
                        "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session. Session not found");
        assertThat(answer.text()).contains("<sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\">");
    }

    @Test
    void aTokenThatIsAJwtIsNoSessionForSoap() throws Exception {
        issue("eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl", Set.of("api"));
        assertThat(with("eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl").one("exceptionCode"))
                .isEqualTo("INVALID_SESSION_ID");
    }

    @Test
    void aTokenWithoutTheApiScopeIsNotValidForUseWithTheApi() throws Exception {
        issue("00D5e000000Test!id-only", Set.of("id"));
        assertThat(with("00D5e000000Test!id-only").one("exceptionMessage"))
                .isEqualTo("This session is not valid for use with the API");
    }

    @Test
    void sessionsExpireWithTheClock() throws Exception {
        stage.kernel.clock.advance(Duration.ofDays(50));
        assertThat(ben.call("<getUserInfo/>").one("exceptionCode")).isEqualTo("INVALID_SESSION_ID");
    }

    @Test
    void logoutEndsTheSession() throws Exception {
        assertThat(ben.call("<logout/>").status()).isEqualTo(200);
        assertThat(ben.call("<getUserInfo/>").one("exceptionCode")).isEqualTo("INVALID_SESSION_ID");
    }

    @Test
    void retiredVersionsAreRefused() throws Exception {
        String envelope = RawSoap.recorded("envelope.xml")
                .replace("${session}", stage.session("ben@northwind.example"))
                .replace("${headers}", "")
                .replace("${body}", "<getUserInfo/>");
        RawSoap.Answer answer = RawSoap.send(stage, "/services/Soap/u/30.0", envelope);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.one("exceptionCode")).isEqualTo("UNSUPPORTED_API_VERSION");
    }

    @Test
    void everyAnswerTellsTheUsageAndTheLimitEndsTheCalls() throws Exception {
        stage.org.apiLimit = 2;
        RawSoap.Answer first = ben.call("<getUserInfo/>");
        assertThat(first.text())
                .contains("<LimitInfoHeader><limitInfo><current>1</current><limit>2</limit><type>API REQUESTS</type>");
        ben.call("<getUserInfo/>");
        RawSoap.Answer third = ben.call("<getUserInfo/>");
        assertThat(third.one("exceptionCode")).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(third.one("exceptionMessage")).isEqualTo("TotalRequests Limit exceeded.");
    }

    @Test
    void gzipIsUnderstoodAndSpoken() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(envelope("<getUserInfo/>").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stage.url() + "/services/Soap/u/65.0"))
                                .header("Content-Type", "text/xml")
                                .header("Content-Encoding", "gzip")
                                .header("Accept-Encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(RawSoap.answer(response.statusCode(), plain).one("userEmail"))
                .isEqualTo("ben@northwind.example");
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() throws Exception {
        String evil = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + envelope("<query><queryString>&e;</queryString></query>").replaceFirst("<\\?xml[^>]*>", "");
        RawSoap.Answer answer = RawSoap.send(stage, "/services/Soap/u/65.0", evil);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.one("faultcode")).isEqualTo("soapenv:Client");
    }

    @Test
    void requestsThatAreNotOfTheWsdlAreRefused() throws Exception {
        assertThat(ben.call("<fly/>").one("faultcode")).isEqualTo("soapenv:Client");
        assertThat(ben.call("<query/>").one("faultstring")).contains("queryString");
        assertThat(ben.call("<upsert>" + RawSoap.records("Task|Subject=x")
                                + "<externalIDFieldName>Id</externalIDFieldName></upsert>")
                        .one("faultstring"))
                .contains("externalIDFieldName");
        assertThat(ben.call("<AllOrNoneHeader><allOrNone>maybe</allOrNone></AllOrNoneHeader>", "<create/>")
                        .one("faultstring"))
                .contains("boolean");
    }

    @Test
    void faultsOfTheSessionAndOfRowsAreActedOut() throws Exception {
        rule(
                "create",
                new Fault.Rows(2, null, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"));
        RawSoap.Answer answer = ben.create("", "Task|Subject=a", "Task|Subject=b", "Task|Subject=c");
        assertThat(answer.all("success")).containsExactly("true", "false", "true");
        assertThat(answer.one("statusCode")).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(stage.all("Task")).hasSize(2);
        rule("query", new Fault.ExpireSession());
        assertThat(ben.query("SELECT Id FROM Task").one("exceptionCode")).isEqualTo("INVALID_SESSION_ID");
        assertThat(ben.query("SELECT Id FROM Task").one("exceptionCode")).isEqualTo("INVALID_SESSION_ID");
    }

    @Test
    void aRefusalByRuleHasTheVendorsShapeAndNoEffect() throws Exception {
        rule("create", new Fault.Status(429, null, null));
        RawSoap.Answer answer = ben.create("", "Task|Subject=a");
        assertThat(answer.one("exceptionCode")).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(stage.all("Task")).isEmpty();
    }

    @Test
    void callsAreLoggedWithOperationObjectRowsAndUser() throws Exception {
        ben.create("", "Task|Subject=a", "Task|Subject=b");
        ben.query("SELECT Id, (SELECT Id FROM Tasks) FROM Contact WHERE LastName = 'from Case'");
        var calls = stage.kernel.calls.since(0);
        assertThat(calls).extracting(call -> call.facts().operation()).containsExactly("create", "query");
        assertThat(calls).extracting(call -> call.facts().object()).containsExactly("Task", "Contact");
        assertThat(calls.getFirst().facts().rows()).isEqualTo(2);
        assertThat(calls.getFirst().facts().user()).isEqualTo("ben@northwind.example");
        assertThat(calls.getFirst().facts().client()).isEqualTo("test-client");
    }

    private void rule(String operation, Fault fault) {
        stage.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "r" + operation, Service.SALESFORCE, operation, null, null, null, null, 0, 1, null, fault)));
    }

    private void issue(String value, Set<String> scopes) {
        stage.kernel.tokens.issue(new Token(
                Service.SALESFORCE_LOGIN,
                value,
                "test-client",
                "ben@northwind.example",
                scopes,
                Stage.ORG,
                stage.kernel.clock.now().plus(Duration.ofHours(1))));
    }

    private RawSoap.Answer with(String session) throws Exception {
        return RawSoap.send(
                stage,
                "/services/Soap/u/65.0",
                RawSoap.recorded("envelope.xml")
                        .replace("${session}", session)
                        .replace("${headers}", "")
                        .replace("${body}", "<getUserInfo/>"));
    }

    private String envelope(@Nullable String body) {
        return RawSoap.recorded("envelope.xml")
                .replace("${session}", stage.session("ben@northwind.example"))
                .replace("${headers}", "")
                .replace("${body}", String.valueOf(body));
    }
}
