package app.tandem.sandbox.graph.notify;

import app.tandem.sandbox.graph.api.GraphRequest;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a subscription is about: the messages of a mailbox or of one of its folders, or the tasks of a list. */
record Watched(Mailbox mailbox, @Nullable Long folder) {

    /** The read permission itself is asked for; the one to write does not stand in for it (subscription-post-subscriptions). */
    static Watched of(String resource, Token token, MailStore store) {
        if (isTasks(resource)) {
            return tasks(resource, token, store);
        }
        if (!token.scopes().contains("Mail.Read")
                && !token.scopes().contains("https://graph.microsoft.com/Mail.Read")) {
            throw Problem.of(
                    403,
                    "ErrorAccessDenied",
                    "Mail.Read is required to subscribe to messages; Mail.ReadWrite does not include it here.");
        }
        if (resource.contains("?")) {
            throw SubscriptionResource.invalid("Query options in the resource are supported with resource data only.");
        }
        List<String> segments = GraphRequest.segments(resource);
        boolean me = !segments.isEmpty() && segments.getFirst().equals("me");
        if (me && token.user() == null) {
            throw Problem.bad("BadRequest", "/me request is only valid with delegated authentication flow.");
        }
        int skip = me ? 1 : 2;
        if (segments.size() <= skip || (!me && !segments.getFirst().equals("users"))) {
            throw SubscriptionResource.invalid("The resource '" + resource + "' is not supported for subscriptions.");
        }
        Mailbox mailbox = (me ? store.byAddress(token.user()) : store.byUser(segments.get(1)))
                .orElseThrow(() -> Problem.of(404, "ResourceNotFound", "The mailbox of the resource was not found."));
        if (token.user() != null
                && !token.user().equalsIgnoreCase(mailbox.person().mail())) {
            throw Problem.denied();
        }
        List<String> rest = segments.subList(skip, segments.size());
        if (rest.equals(List.of("messages"))) {
            return new Watched(mailbox, null);
        }
        if (rest.size() == 3
                && rest.getFirst().equals("mailFolders")
                && rest.getLast().equals("messages")) {
            return new Watched(
                    mailbox,
                    mailbox.locked(() -> mailbox.folders().find(rest.get(1)).number()));
        }
        if (Set.of("events", "contacts", "contactFolders").contains(rest.getFirst())) {
            throw Problem.of(
                    501,
                    "notImplemented",
                    "Graph has this, the sandbox does not: subscriptions to " + rest.getFirst() + ".");
        }
        throw SubscriptionResource.invalid("The resource '" + resource + "' is not supported for subscriptions.");
    }

    /** Whether a resource is about tasks. */
    static boolean isTasks(String resource) {
        List<String> segments = GraphRequest.segments(resource);
        return segments.size() > 1 && segments.get(1).equals("todo");
    }

    /** {@code me/todo/lists/{id}/tasks}, for somebody who signed in. */
    private static Watched tasks(String resource, Token token, MailStore store) {
        List<String> segments = GraphRequest.segments(resource);
        boolean known = segments.size() == 5
                && segments.getFirst().equals("me")
                && segments.get(2).equals("lists")
                && segments.getLast().equals("tasks");
        if (!known) {
            throw SubscriptionResource.invalid("The resource '" + resource + "' is not supported for subscriptions.");
        }
        boolean may = token.user() != null
                && (token.scopes().contains("Tasks.ReadWrite")
                        || token.scopes().contains("https://graph.microsoft.com/Tasks.ReadWrite"));
        if (!may) {
            throw Problem.denied();
        }
        Mailbox mailbox = store.byAddress(token.user()).orElseThrow(Problem::denied);
        return new Watched(
                mailbox,
                mailbox.locked(() -> mailbox.todo().list(segments.get(3)).number()));
    }
}
