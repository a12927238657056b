package app.tandem.mailbox.graph;

import app.tandem.account.User;
import app.tandem.item.MailFolder;
import app.tandem.mailbox.Subscription;
import app.tandem.mailbox.Subscriptions;
import app.tandem.mailbox.Watch;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Graph's change notifications, seen from the one who asks for them. */
final class GraphSubscriptions implements Subscriptions {

    private static final String CHANGES = "created,updated,deleted";
    private static final int LONGEST_CLIENT_STATE = 128;

    private final GraphParts parts;

    GraphSubscriptions(GraphParts parts) {
        this.parts = parts;
    }

    @Override
    public Subscription create(
            User user, Watch watch, URI notificationUrl, URI lifecycleUrl, String clientState, Instant expires) {
        if (clientState.isEmpty() || clientState.length() > LONGEST_CLIENT_STATE) {
            throw new IllegalArgumentException("a client state has 1 to " + LONGEST_CLIENT_STATE + " characters");
        }
        Line line = parts.gates().line(user);
        var wanted = new com.microsoft.graph.models.Subscription();
        wanted.setChangeType(CHANGES);
        wanted.setResource(resource(line, watch));
        wanted.setNotificationUrl(notificationUrl.toString());
        wanted.setLifecycleNotificationUrl(lifecycleUrl.toString());
        wanted.setClientState(clientState);
        wanted.setExpirationDateTime(expires.atOffset(ZoneOffset.UTC));
        return subscription(
                ErrorCodes.demand(parts.wire().send(line, parts.requests().subscribe(wanted))));
    }

    @Override
    public Optional<Subscription> renew(User user, String id, Instant expires) {
        Answer answer = send(user, parts.requests().renew(id, expires));
        return answer.status() == 404 ? Optional.empty() : Optional.of(subscription(ErrorCodes.demand(answer)));
    }

    @Override
    public void delete(User user, String id) {
        Answer answer = send(user, parts.requests().unsubscribe(id));
        if (answer.status() != 404) {
            ErrorCodes.demand(answer);
        }
    }

    private Answer send(User user, Call call) {
        return parts.wire().send(parts.gates().line(user), call);
    }

    private String resource(Line line, Watch watch) {
        String mailbox = "/users/" + line.mailbox();
        return switch (watch) {
            case MESSAGES -> mailbox + "/messages";
            case INBOX -> folder(line, MailFolder.INBOX);
            case SENT -> folder(line, MailFolder.SENT);
            case MARKER -> folder(line, MailFolder.MARKER);
            case TASKS -> "/me/todo/lists/" + parts.tasks().place().marker(line) + "/tasks";
        };
    }

    private String folder(Line line, MailFolder folder) {
        return "/users/" + line.mailbox() + "/mailFolders/" + parts.layouts().address(line, folder) + "/messages";
    }

    private static Subscription subscription(Answer answer) {
        String id = answer.text("id");
        String expires = answer.text("expirationDateTime");
        try {
            if (id != null && expires != null) {
                return new Subscription(id, OffsetDateTime.parse(expires).toInstant());
            }
        } catch (DateTimeException e) {
            // Treated as an answer without one.
        }
        throw new RemoteFailureException(new RemoteFailure.Unreachable("SubscriptionIncomplete"));
    }
}
