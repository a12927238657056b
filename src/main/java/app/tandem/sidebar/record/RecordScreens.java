package app.tandem.sidebar.record;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.Records;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the screens around one record with the services they need. */
@Component
public class RecordScreens {

    private final Crms crms;
    private final List<Written> listeners;

    RecordScreens(Crms crms, List<Written> listeners) {
        this.crms = crms;
        this.listeners = listeners;
    }

    /** A record in full. */
    public Screen detail(Pane pane, RecordRef record, String name) {
        return new DetailScreen(pane, this, record, name);
    }

    /** Records as the person of the pane sees them. */
    Records records(Pane pane) {
        return crms.records(pane.user());
    }

    /** The person wrote something: what is kept of the item's records counts no more (pane U-112). */
    void written(Pane pane) {
        User user = pane.user();
        listeners.forEach(listener -> listener.written(user));
    }
}
