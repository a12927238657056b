package app.tandem.mailbox.graph;

import app.tandem.item.Stamp;
import com.microsoft.graph.models.LinkedResource;
import com.microsoft.graph.models.TodoTask;
import com.microsoft.graph.models.TodoTaskList;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.todo.lists.ListsRequestBuilder;
import com.microsoft.graph.users.item.todo.lists.item.tasks.TasksRequestBuilder;
import com.microsoft.graph.users.item.todo.lists.item.tasks.item.TodoTaskItemRequestBuilder;
import org.jspecify.annotations.Nullable;

/** Builds the requests about tasks, by the SDK's builders and models; as {@link Requests} does for mail. */
final class TaskRequests {

    /** By this name our link is told from those of others. */
    static final String APPLICATION = "Tandem";

    private static final String[] LINKS = {"linkedResources"};

    private final GraphServiceClient graph;

    TaskRequests(GraphServiceClient graph) {
        this.graph = graph;
    }

    Call lists(Line line) {
        return Call.of(all(line).toGetRequestInformation());
    }

    Call createList(Line line, String name) {
        TodoTaskList list = new TodoTaskList();
        list.setDisplayName(name);
        return Call.of(all(line).toPostRequestInformation(list));
    }

    Call delta(Line line, String list) {
        return Call.of(tasks(line, list).delta().toGetRequestInformation(c -> c.queryParameters.expand = LINKS));
    }

    /** A page of a list's tasks. */
    Call tasksOf(Line line, String list) {
        return Call.of(tasks(line, list).toGetRequestInformation(c -> c.queryParameters.expand = LINKS));
    }

    Call task(Line line, TaskAddress at) {
        return Call.of(task(line, at.list(), at.task()).toGetRequestInformation(c -> c.queryParameters.expand = LINKS));
    }

    Call create(Line line, String list, TodoTask task) {
        return Call.of(tasks(line, list).toPostRequestInformation(task));
    }

    /** An etag makes it conditional where Graph honours it, which nobody promises for tasks; null is for whatever is there. */
    Call change(Line line, TaskAddress at, TodoTask change, @Nullable String etag) {
        return Call.of(task(line, at.list(), at.task()).toPatchRequestInformation(change, c -> {
            if (etag != null) {
                c.headers.add("If-Match", etag);
            }
        }));
    }

    Call delete(Line line, TaskAddress at, String etag) {
        return Call.of(
                task(line, at.list(), at.task()).toDeleteRequestInformation(c -> c.headers.add("If-Match", etag)));
    }

    Call link(Line line, TaskAddress at, Stamp stamp) {
        return Call.of(task(line, at.list(), at.task()).linkedResources().toPostRequestInformation(link(stamp)));
    }

    Call relink(Line line, TaskAddress at, String link, Stamp stamp) {
        return Call.of(task(line, at.list(), at.task())
                .linkedResources()
                .byLinkedResourceId(link)
                .toPatchRequestInformation(link(stamp)));
    }

    /** The stamp as people see it in To Do: a link to the record, with words that say nothing of its content. */
    static LinkedResource link(Stamp stamp) {
        LinkedResource link = new LinkedResource();
        link.setApplicationName(APPLICATION);
        link.setDisplayName("Salesforce");
        link.setExternalId(stamp.key());
        if (stamp.recordUrl() != null) {
            link.setWebUrl(stamp.recordUrl());
        }
        return link;
    }

    private ListsRequestBuilder all(Line line) {
        return graph.users().byUserId(line.mailbox()).todo().lists();
    }

    private TasksRequestBuilder tasks(Line line, String list) {
        return all(line).byTodoTaskListId(list).tasks();
    }

    private TodoTaskItemRequestBuilder task(Line line, String list, String task) {
        return tasks(line, list).byTodoTaskId(task);
    }
}
