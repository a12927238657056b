package app.tandem.mailbox.graph;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the marker list of a mailbox. Graph lets names of lists repeat; the first one counts. */
final class TaskLists extends MarkerPlace {

    /** The marker list's name (sync M-1). */
    static final String MARKER_LIST = "Salesforce Tasks";

    private static final int MOST_PAGES = 500;

    private final TaskRequests requests;
    private final Wire wire;
    private final GraphSite site;

    TaskLists(TaskRequests requests, Wire wire, GraphSite site) {
        this.requests = requests;
        this.wire = wire;
        this.site = site;
    }

    /** The lists in which tasks may lie; not the mirror of flagged mails (graph-notes 11). */
    List<String> all(Line line) {
        return owned(line).stream().map(list -> text(list, "id")).toList();
    }

    @Override
    Optional<String> find(Line line) {
        return owned(line).stream()
                .filter(list -> text(list, "wellknownListName").equals("none"))
                .filter(list -> text(list, "displayName").strip().equalsIgnoreCase(MARKER_LIST))
                .map(list -> text(list, "id"))
                .findFirst();
    }

    private List<JsonObject> owned(Line line) {
        return pages(line, ErrorCodes.demand(wire.send(line, requests.lists(line)))).stream()
                .filter(list -> !text(list, "wellknownListName").equals("flaggedEmails"))
                .filter(list -> !text(list, "isOwner").equals("false"))
                .toList();
    }

    /**
     * Everything of a collection, from its first page on; a list that went away meanwhile holds nothing. More than is bearable is no
     * answer: what was not read would be taken for missing.
     */
    List<JsonObject> pages(Line line, Answer first) {
        List<JsonObject> all = new ArrayList<>();
        Answer answer = first;
        for (int page = 0; answer.status() != 404; page++) {
            if (page == MOST_PAGES) {
                throw new RemoteFailureException(new RemoteFailure.Unreachable("TooManyPages"));
            }
            Layouts.values(ErrorCodes.demand(answer)).forEach(all::add);
            Call next = next(answer);
            if (next == null) {
                return all;
            }
            answer = wire.send(line, next);
        }
        return all;
    }

    private @Nullable Call next(Answer answer) {
        String link = answer.text("@odata.nextLink");
        return link == null ? null : Call.get(site.check(link).toString());
    }

    @Override
    String create(Line line) {
        String id = ErrorCodes.demand(wire.send(line, requests.createList(line, MARKER_LIST)))
                .text("id");
        if (id == null) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("ListIncomplete"));
        }
        return id;
    }

    private static String text(JsonObject list, String property) {
        String text = Answer.text(list, property);
        return text == null ? "" : text;
    }
}
