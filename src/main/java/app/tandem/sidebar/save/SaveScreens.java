package app.tandem.sidebar.save;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.RecordCard;
import app.tandem.engine.ItemAnswer;
import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import app.tandem.matching.LinkRules;
import app.tandem.settings.SaveSettings;
import app.tandem.settings.Settings;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.OfficeItem;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the parts of saving with the services they need. */
@Component
public class SaveScreens {

    private final Items items;
    private final AnswerWatch watch;
    private final Crms crms;
    private final Settings settings;

    SaveScreens(Items items, AnswerWatch watch, Crms crms, Settings settings) {
        this.items = items;
        this.watch = watch;
        this.crms = crms;
        this.settings = settings;
    }

    /** How the open item stands. */
    public StatusLine status(Pane pane, Runnable save) {
        return new StatusLine(pane, items, watch, save);
    }

    /**
     * The choice of records and files for the open item.
     *
     * @param related the item's related records; slow
     * @param search opens the search for a further record
     */
    public Screen save(Pane pane, Supplier<List<RecordCard>> related, Consumer<Consumer<RecordCard>> search) {
        OfficeItem item = pane.item();
        User user = pane.user();
        return new SaveScreen(
                pane,
                () -> choice(user, item, related.get()),
                search,
                wish -> pane.ask(
                        "wish",
                        () -> {
                            items.save(user, id(user, item), wish);
                            return true;
                        },
                        done -> pane.back(),
                        trouble -> pane.toast(app.tandem.sidebar.frame.Toast.ERROR, pane.trouble(trouble))));
    }

    private SaveChoice choice(User user, OfficeItem item, List<RecordCard> related) {
        ItemId id = id(user, item);
        ItemAnswer answer = items.answer(user, id);
        OrgProfile profile = crms.open(user).profile();
        SaveSettings saves = settings.saves(user.tenant(), user.id());
        Set<String> linked = answer.records().stream().map(RecordRef::id).collect(Collectors.toSet());
        return new SaveChoice(
                related,
                linked,
                items.files(user, id),
                new LinkRules.Rules(
                        saves.duplicates(),
                        profile.emailMessages(),
                        profile.sharedActivities(),
                        settings.mail(user.tenant(), user.id()).saveWithoutRecords(),
                        saves.cloneTypes(),
                        saves.notLinkable()));
    }

    private ItemId id(User user, OfficeItem item) {
        return items.id(user, item).orElseThrow(() -> new IllegalStateException("the item is not in the mailbox"));
    }
}
