package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.platform.RemoteFailure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers about tasks that Graph may give and the sandbox does not. */
class GraphTaskAnswersTest extends AgainstScriptedGraph {

    private final ItemStore tasks = new GraphMailboxes(graph.parts).items(ScriptedGraph.USER, ItemKind.TASK);

    private void oneList() {
        graph.then(
                200,
                "{\"value\":[{\"id\":\"M\",\"displayName\":\"Salesforce Tasks\",\"wellknownListName\":\"flaggedEmails\"},"
                        + "{\"id\":\"S\",\"displayName\":\"Salesforce Tasks\",\"wellknownListName\":\"none\",\"isOwner\":false},"
                        + "{\"id\":\"L\",\"displayName\":\"salesforce tasks\",\"wellknownListName\":\"none\",\"isOwner\":true}]}");
    }

    private void berlin() {
        graph.then(
                200,
                responses(
                        part(200, "{\"mail\":\"anna@tandem.example\"}"),
                        part(200, "{\"timeZone\":\"W. Europe Standard Time\"}")));
    }

    @Test
    @DisplayName(
            "an entry that tells only what changed is read whole; lists of others and mirrors are not ours (graph-notes 3, 11)")
    void anEntryThatIsNotWholeIsReadWhole() {
        oneList();
        graph.then(
                200,
                "{\"value\":[{\"id\":\"T1\",\"title\":\"Call\"},{\"id\":\"T2\",\"@removed\":{\"reason\":\"deleted\"}}],"
                        + "\"@odata.deltaLink\":\"" + graph.base()
                        + "/users/object-id/todo/lists/L/tasks/delta?token=1\"}");
        berlin();
        graph.then(
                200,
                responses(part(
                        200,
                        "{\"@odata.etag\":\"W/\\\"7\\\"\",\"id\":\"T1\",\"title\":\"Call\",\"status\":\"deferred\","
                                + "\"lastModifiedDateTime\":\"2026-03-02T08:00:00Z\",\"linkedResources\":"
                                + "[{\"applicationName\":\"Tandem\",\"externalId\":\"key\"}]}")));
        ItemChanges page = tasks.changes(null, Set.of());
        StoredItem item = page.changed().getFirst();
        assertThat(item.value(ItemField.STATUS)).isEqualTo("DEFERRED");
        assertThat(item.key()).isEqualTo("key");
        assertThat(page.removed()).containsExactly("L/T2");
        assertThat(graph.asked()).hasSize(4);
    }

    @Test
    @DisplayName("of several mentions on a page the last one counts, removed or not (graph-notes 3)")
    void theLastMentionCounts() {
        oneList();
        graph.then(
                200,
                "{\"value\":[{\"id\":\"T1\",\"title\":\"Call\"},{\"id\":\"T1\",\"@removed\":{\"reason\":\"deleted\"}},"
                        + "{\"id\":\"T2\",\"@removed\":{\"reason\":\"deleted\"}},{\"id\":\"T2\",\"title\":\"Back\"}],"
                        + "\"@odata.deltaLink\":\"" + graph.base()
                        + "/users/object-id/todo/lists/L/tasks/delta?token=1\"}");
        berlin();
        graph.then(
                200,
                responses(part(
                        200,
                        "{\"@odata.etag\":\"W/\\\"7\\\"\",\"id\":\"T2\",\"title\":\"Back\",\"status\":\"notStarted\","
                                + "\"lastModifiedDateTime\":\"2026-03-02T08:00:00Z\"}")));
        ItemChanges page = tasks.changes(null, Set.of());
        assertThat(page.removed()).containsExactly("L/T1");
        assertThat(page.changed()).extracting(StoredItem::id).containsExactly("L/T2");
    }

    @Test
    @DisplayName(
            "a list without an end is no list in which a key is missing: nothing is created twice (reliability 2.4)")
    void aListWithoutAnEndIsNoAnswer() {
        oneList();
        berlin();
        String endless = "{\"value\":[],\"@odata.nextLink\":\"" + graph.base()
                + "/users/object-id/todo/lists/L/tasks?$skiptoken=1\"}";
        oneList();
        graph.then(200, responses(part(200, endless)));
        for (int page = 0; page < 500; page++) {
            graph.then(200, endless);
        }
        NewItem item = new NewItem(Map.of(ItemField.SUBJECT, "Call"), new Stamp("0".repeat(64), null));
        assertThat(failure(() -> tasks.lookUp(List.of(item)))).isEqualTo(new RemoteFailure.Unreachable("TooManyPages"));
    }

    @Test
    @DisplayName("a mailbox that asks for patience gets no further batch, and every task has its time (graph-notes 5)")
    void aThrottledBatchHoldsTheRest() {
        oneList();
        berlin();
        String refused = "\"status\":429,\"headers\":{\"Retry-After\":\"30\"},\"body\":"
                + ScriptedGraph.error("ApplicationThrottled");
        graph.then(200, responses(Collections.nCopies(20, refused).toArray(String[]::new)));
        List<Written> written = tasks.create(IntStream.range(0, 45)
                .mapToObj(
                        i -> new NewItem(Map.of(ItemField.SUBJECT, "No. " + i), new Stamp("%064x".formatted(i), null)))
                .toList());
        assertThat(written)
                .hasSize(45)
                .allSatisfy(one -> assertThat(one.outcome())
                        .isInstanceOfSatisfying(
                                WriteOutcome.Later.class,
                                later -> assertThat(later.until()).isAfter(graph.now())));
        assertThat(graph.asked()).hasSize(3);
    }
}
