package app.tandem.mailbox.graph;

import static app.tandem.mailbox.graph.ScriptedGraph.error;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.sandbox.kernel.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Headers, tokens, lost answers and hosts: what the libraries beneath get wrong. */
class GraphTrapsTest extends AgainstScriptedGraph {

    @Test
    void everyRequestAsksForLastingIdsOnTheNextPageToo() {
        graph.then(
                        200,
                        "{\"value\":[],\"@odata.nextLink\":\"%s/users/object-id/delta?$skiptoken=2\"}"
                                .formatted(graph.base()))
                .then(200, emptyPage());
        graph.mailbox.changes(MailFolder.INBOX, inbox().cursor());
        assertThat(graph.asked()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("Prefer"))
                    .isEqualTo("IdType=\"ImmutableId\", outlook.timezone=\"UTC\", odata.maxpagesize=50");
            assertThat(asked.header("client-request-id")).isNotEmpty();
        });
        assertThat(graph.asked().get(1).path()).endsWith("/delta?$skiptoken=2");
    }

    @Test
    void everyPartOfABatchAsksForThemAsWell() {
        graph.then(200, responses(part(200, "{}"), part(200, "{}")));
        graph.mailbox.apply(marks(2));
        var requests = graph.asked().getFirst().json().getAsJsonArray("requests");
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            var headers = request.getAsJsonObject().getAsJsonObject("headers");
            assertThat(headers.get("Prefer").getAsString()).contains("IdType=\"ImmutableId\"");
            assertThat(headers.get("If-Match").getAsString()).isEqualTo("W/\"1\"");
            assertThat(headers.get("Content-Type").getAsString()).isEqualTo("application/json");
        });
    }

    @Test
    void aBatchHasTwentyPartsAtMostAndNoneDependsOnAnother() {
        for (int batch = 0; batch < 3; batch++) {
            graph.then(200, responses(part(200, "{}")));
        }
        graph.mailbox.apply(marks(45));
        assertThat(graph.asked())
                .extracting(asked -> asked.json().getAsJsonArray("requests").size())
                .containsExactly(20, 20, 5);
        assertThat(graph.asked()).noneMatch(asked -> asked.body().contains("dependsOn"));
    }

    @Test
    void aRefusedTokenIsReplacedOnceAndTheReadGoesOn() {
        graph.thenRefuse(401, "InvalidAuthenticationToken").then(200, emptyPage());
        assertThat(inbox().changed()).isEmpty();
        assertThat(graph.tokens.refused).containsExactly("token-0");
        assertThat(graph.asked().get(1).header("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    @DisplayName("a second refusal ends the conversation after one further call (reliability P8)")
    void aSecondRefusalEndsTheConversation() {
        graph.thenRefuse(401, "InvalidAuthenticationToken").thenRefuse(401, "InvalidAuthenticationToken");
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.AccessDenied("InvalidAuthenticationToken"));
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void aClaimsChallengeIsHandedToWhoeverMakesTokens() {
        graph.then(Reply.json(401, error("InvalidAuthenticationToken"))
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3MiOnt9fQ==\""))
                .then(200, emptyPage());
        inbox();
        assertThat(graph.tokens.challenges).containsExactly("eyJhY2Nlc3MiOnt9fQ==");
        assertThat(graph.tokens.refused).isEmpty();
    }

    @Test
    void aReadWhoseAnswerWasLostIsAskedOnceMore() {
        graph.then(Reply.cut()).then(200, emptyPage());
        assertThat(inbox().changed()).isEmpty();
    }

    @Test
    void aReadThatIsLostTwiceIsUnreachable() {
        graph.then(Reply.cut()).then(Reply.cut());
        assertThat(failure(this::inbox)).isInstanceOf(RemoteFailure.Unreachable.class);
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void aTruncatedBodyIsALostAnswer() {
        graph.then(Reply.json(200, emptyPage()).truncated(30)).then(200, emptyPage());
        assertThat(inbox().changed()).isEmpty();
    }

    @Test
    void aBodyThatIsNoJsonIsALostAnswer() {
        graph.then(200, "{\"value\":[").then(200, "{\"value\":[");
        assertThat(failure(this::inbox)).isInstanceOf(RemoteFailure.Unreachable.class);
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNotRepeatedButUnknown() {
        graph.then(Reply.cut());
        assertThat(graph.mailbox.apply(List.of(mark("a"))).values())
                .singleElement()
                .isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(graph.asked()).hasSize(1);
    }

    @Test
    @DisplayName("the SDK's retry handler and OkHttp's do not re-send writes")
    void nothingBeneathUsRepeatsAWrite() {
        for (int status : new int[] {503, 504, 429}) {
            graph.then(Reply.json(status, error("serviceNotAvailable")));
            graph.mailbox.apply(List.of(mark("a")));
            graph.advance(Duration.ofMinutes(10));
        }
        assertThat(graph.asked()).hasSize(3);
    }

    @Test
    void aPartThatTheAnswerForgotIsUnknown() {
        graph.then(200, responses(part(200, "{\"@odata.etag\":\"W/\\\"2\\\"\"}")));
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(List.of(mark("a"), mark("b")));
        assertThat(outcomes.get(new ItemId("a"))).isEqualTo(new WriteOutcome.Done("a", "W/\"2\""));
        assertThat(outcomes.get(new ItemId("b"))).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    void nobodyListeningIsUnreachableAndAWriteMayBeTriedAgain() {
        graph.close();
        assertThat(failure(this::inbox)).isInstanceOf(RemoteFailure.Unreachable.class);
        assertThat(graph.mailbox.apply(List.of(mark("a"))).values())
                .singleElement()
                .isInstanceOf(WriteOutcome.Later.class);
    }

    @Test
    @DisplayName("a next link to another host is not kept (ASVS 15.3.2)")
    void aHostileNextLinkIsNotKept() {
        for (String hostile : List.of(
                "https://evil.example/v1.0/users/x",
                "http://127.0.0.1:1/v1.0/users/x",
                graph.base().replace("127.0.0.1", "user@127.0.0.1") + "/users/x",
                graph.base().replace("/v1.0", "/other/users/x"),
                "file:///etc/passwd",
                "//evil.example/v1.0/x")) {
            graph.then(200, "{\"value\":[],\"@odata.nextLink\":\"" + hostile + "\"}");
            assertThat(failure(this::inbox)).as(hostile).isEqualTo(new RemoteFailure.Unreachable("HostNotAllowed"));
        }
    }

    @Test
    void aHostileCursorIsNotFollowedAndNoTokenLeaves() {
        assertThat(failure(() -> graph.mailbox.changes(MailFolder.INBOX, "inbox https://evil.example/v1.0/users/x")))
                .isEqualTo(new RemoteFailure.Unreachable("HostNotAllowed"));
        assertThat(graph.asked()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        graph.then(Reply.json(302, "{}").with("Location", graph.base() + "/elsewhere"));
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.Unreachable("Http302"));
        assertThat(graph.asked()).hasSize(1);
    }
}
