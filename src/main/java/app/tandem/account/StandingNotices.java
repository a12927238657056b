package app.tandem.account;

import app.tandem.platform.Notices;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes {@link StandingChanged} of what the database tells (a trigger of table account, on commit), on every node. */
@Component
class StandingNotices implements AutoCloseable {

    private static final String CHANNEL = "tandem_standing";

    private final DataSource database;
    private final ApplicationEventPublisher events;
    private @Nullable Notices notices;

    StandingNotices(DataSource database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    @EventListener(ApplicationReadyEvent.class)
    void listen() {
        notices = new Notices(database, CHANNEL, text -> events.publishEvent(event(text)));
    }

    /** Waits until this node hears what others do; answers whether it does. */
    boolean isListening(long millis) throws InterruptedException {
        return notices != null && notices.isListening(millis);
    }

    private static StandingChanged event(String text) {
        String[] ids = text.split("/", 2);
        return new StandingChanged(new TenantId(UUID.fromString(ids[0])), new UserId(UUID.fromString(ids[1])));
    }

    @Override
    public void close() {
        if (notices != null) {
            notices.close();
        }
    }
}
