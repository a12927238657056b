package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.MailChange;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Tests against a service that says what they wrote down. */
abstract class AgainstScriptedGraph {

    protected static final String EMPTY_PAGE =
            "{\"value\":[],\"@odata.deltaLink\":\"%s/users/object-id/delta?token=1\"}";

    protected final ScriptedGraph graph = new ScriptedGraph();

    @AfterEach
    void close() {
        graph.close();
    }

    protected RemoteFailure failure(Runnable call) {
        RemoteFailureException thrown = catchThrowableOfType(RemoteFailureException.class, call::run);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    protected ChangePage inbox() {
        return graph.mailbox.changes(MailFolder.INBOX, null);
    }

    protected String emptyPage() {
        return EMPTY_PAGE.formatted(graph.base());
    }

    protected static MailChange mark(String id) {
        return new MailChange(new ItemId(id), "W/\"1\"", List.of("Salesforce"), null);
    }

    protected static List<MailChange> marks(int count) {
        return IntStream.range(0, count).mapToObj(i -> mark("id" + i)).toList();
    }

    /** A batch's answer, its parts in the order of their requests. */
    protected static String responses(String... parts) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            all.add("{\"id\":\"" + i + "\"," + parts[i] + "}");
        }
        return "{\"responses\":[" + String.join(",", all) + "]}";
    }

    protected static String part(int status, String body) {
        return "\"status\":" + status + ",\"headers\":{},\"body\":" + body;
    }

    protected static Set<ItemId> ids(String... ids) {
        return java.util.Arrays.stream(ids)
                .map(ItemId::new)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
