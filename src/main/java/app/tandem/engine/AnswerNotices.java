package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.platform.Installation;
import app.tandem.platform.Notices;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes {@link ItemAnswerChanged} of what the database tells (table triggers, on commit), on every node that serves pages:
 * the same way whether this node or another one did the work.
 */
@Component
class AnswerNotices implements AutoCloseable {

    private static final String CHANNEL = "tandem_answer";

    private final DataSource database;
    private final Installation installation;
    private final ApplicationEventPublisher events;
    private @Nullable Notices notices;

    AnswerNotices(DataSource database, Installation installation, ApplicationEventPublisher events) {
        this.database = database;
        this.installation = installation;
        this.events = events;
    }

    @EventListener(ApplicationReadyEvent.class)
    void listen() {
        if (installation.roles().contains(Installation.Role.WEB)) {
            notices = new Notices(database, CHANNEL, text -> events.publishEvent(event(text)));
        }
    }

    /** Tenant, user and item; only the item may contain a slash. */
    static ItemAnswerChanged event(String text) {
        String[] parts = text.split("/", 3);
        return new ItemAnswerChanged(
                new TenantId(UUID.fromString(parts[0])), new UserId(UUID.fromString(parts[1])), new ItemId(parts[2]));
    }

    @Override
    public void close() {
        if (notices != null) {
            notices.close();
        }
    }
}
