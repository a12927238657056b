package app.tandem.sidebar.home;

import app.tandem.account.Accounts;
import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.RecordCard;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.record.RecordScreens;
import app.tandem.sidebar.save.SaveScreens;
import app.tandem.sidebar.search.SearchScreen;
import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/** Makes the screens with the services they need. */
@org.springframework.stereotype.Component
public class Screens {

    private final Accounts accounts;
    private final Crms crms;
    private final Related related;
    private final SaveScreens saves;
    private final RecordScreens records;

    Screens(Accounts accounts, Crms crms, Related related, SaveScreens saves, RecordScreens records) {
        this.accounts = accounts;
        this.crms = crms;
        this.related = related;
        this.saves = saves;
        this.records = records;
    }

    /** How the open item stands, with the way to save it. */
    Component status(Pane pane) {
        return saves.status(pane, () -> pane.open(save(pane)));
    }

    private Screen save(Pane pane) {
        User user = pane.user();
        OfficeItem item = pane.item();
        String mailbox = pane.client().mailbox();
        return saves.save(
                pane,
                () -> related.of(user, mailbox, item).records().groups().stream()
                        .flatMap(group -> group.first().stream())
                        .toList(),
                chosen -> pane.open(search(pane, chosen)));
    }

    /** The first screen for the open item. */
    public Screen home(Pane pane) {
        return new HomeScreen(pane, related, this);
    }

    /** The menu (pane U-35). */
    public Screen menu(Pane pane) {
        return new MenuScreen(pane, accounts);
    }

    /** A record in full. */
    public Screen detail(Pane pane, RecordCard card) {
        return records.detail(pane, card.ref(), card.name());
    }

    /** Search that opens what is pressed. */
    public Screen search(Pane pane) {
        return search(pane, card -> pane.open(detail(pane, card)));
    }

    /** Search for a record to choose. */
    public Screen search(Pane pane, Consumer<RecordCard> chosen) {
        return new SearchScreen(pane, crms, chosen);
    }
}
