package app.tandem.sidebar.home;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.engine.ItemAnswer;
import app.tandem.item.Address;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.custom.Customization;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.record.RecordScreens;
import app.tandem.sidebar.save.LinkedCards;
import app.tandem.sidebar.save.SaveScreens;
import app.tandem.sidebar.search.SearchScreen;
import app.tandem.sidebar.sync.SyncView;
import app.tandem.sidebar.template.TemplateScreens;
import app.tandem.sidebar.words.Troubles;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the screens with the services they need. */
@org.springframework.stereotype.Component
public class Screens {

    private final Crms crms;
    private final Related related;
    private final SaveScreens saves;
    private final RecordScreens records;
    private final SyncView sync;
    private final LinkedCards cards;
    private final Customization customization;
    private final TemplateScreens templates;

    Screens(
            Crms crms,
            Related related,
            SaveScreens saves,
            RecordScreens records,
            SyncView sync,
            LinkedCards cards,
            Customization customization,
            TemplateScreens templates) {
        this.customization = customization;
        this.templates = templates;
        this.cards = cards;
        this.crms = crms;
        this.related = related;
        this.saves = saves;
        this.records = records;
        this.sync = sync;
    }

    /** How the item stands, with the way to save it; whoever wants to know hears of it. */
    Component status(Pane pane, OfficeItem item, Consumer<ItemAnswer> stands) {
        return saves.status(pane, item, () -> pane.open(save(pane, item, List.of())), stands);
    }

    /** The records that hold the item (pane U-84). */
    LinkedView linked(Pane pane, OfficeItem item, Function<RecordCard, CardView> view) {
        User user = pane.user();
        String mailbox = pane.client().mailbox();
        return new LinkedView(
                pane,
                item,
                cards,
                view,
                activity -> pane.open(records.detail(pane, activity, item.subject())),
                (card, refused) -> saves.direct(
                        pane,
                        item,
                        card,
                        () -> related.of(user, mailbox, item).records().groups(),
                        refused));
    }

    /** The choice of records for the item, these first. */
    Screen save(Pane pane, OfficeItem item, List<RecordCard> first) {
        User user = pane.user();
        String mailbox = pane.client().mailbox();
        return saves.save(
                pane,
                item,
                List.copyOf(first),
                () -> related.of(user, mailbox, item).records().groups(),
                (without, chosen) -> pane.open(choose(pane, () -> views(user, without), chosen)));
    }

    /** Runs {@code offered} where a template can be put into the item. */
    void offerTemplates(Pane pane, OfficeItem item, Runnable offered) {
        templates.offer(pane, item, offered);
    }

    /** The choice of a template for the draft (pane U-265). */
    Screen templates(Pane pane, OfficeItem draft) {
        User user = pane.user();
        String mailbox = pane.client().mailbox();
        return templates.templates(
                pane, draft, () -> related.of(user, mailbox, draft).records().groups());
    }

    /** The first screen for the item. */
    public Screen home(Pane pane, OfficeItem item) {
        return new HomeScreen(pane, item, related, this);
    }

    /**
     * The menu (pane U-35).
     *
     * @param who is signed in
     */
    public Screen menu(Pane pane, Optional<User> who) {
        return new MenuScreen(pane, who.flatMap(User::crm), who.isPresent(), this);
    }

    /** Opens the person's own settings (pane section 29). */
    void settings(Pane pane) {
        pane.open(customization.screen(pane));
    }

    /** How the sync stands. */
    Screen sync(Pane pane) {
        return sync.screen(pane);
    }

    /** What is kept of the person's records counts no more (pane U-37). */
    public void forget(Pane pane) {
        records.written(pane);
    }

    /**
     * What can be created, and then its form (pane U-134).
     *
     * @param created gets the new record
     */
    public Screen create(Pane pane, Consumer<RecordCard> created) {
        return records.create(pane, created);
    }

    /** People whom nobody in Salesforce is yet (pane U-113). */
    Component suggestions(
            Pane pane,
            OfficeItem item,
            List<Address> unknown,
            Function<Address, Optional<RecordCard>> account,
            Consumer<RecordCard> created) {
        return records.suggestions(pane, item, unknown, account, created);
    }

    /** The activities around the item's records (pane U-242). */
    Component timeline(Pane pane, OfficeItem item, Set<RecordRef> refs, Optional<RecordCard> who) {
        return records.timeline(pane, item, refs, who);
    }

    /** Grows with everything the person writes or sets (pane U-112, U-400). */
    long version(Pane pane) {
        return records.version(pane) + customization.version(pane);
    }

    /** Opens the form for a call about the open item (pane U-252). */
    public void call(Pane pane) {
        User user = pane.user();
        OfficeItem item = pane.item();
        String mailbox = pane.client().mailbox();
        records.call(pane, () -> related.of(user, mailbox, item).person());
    }

    /** A record in full. */
    public Screen detail(Pane pane, RecordCard card) {
        return records.detail(pane, card.ref(), card.name());
    }

    /** A card that opens its record, with what can be done with it (pane U-93, U-97). */
    CardView card(Pane pane, RecordCard card, String subject) {
        CardView view = new CardView(card, pane.words(), () -> pane.open(detail(pane, card)));
        view.add(records.menu(pane, card, subject));
        return view;
    }

    /** Moves an object's group to the top or to the bottom (pane U-90, U-92). */
    void move(Pane pane, String object, boolean top, Runnable moved) {
        User user = pane.user();
        pane.ask(
                "settings",
                () -> customization.move(user, object, top),
                refused -> refused.ifPresentOrElse(
                        why -> pane.toast(Toast.WARNING, Troubles.of(why, pane.words())), moved),
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    /** The form for a new record of that object (pane U-90). */
    Screen create(Pane pane, String object, Consumer<RecordCard> created) {
        return records.create(pane, object, created);
    }

    /** Search that opens what is pressed (pane U-126). */
    public Screen search(Pane pane) {
        User user = pane.user();
        return new SearchScreen(pane, crms, () -> customization.views(user), (search, card) -> card(pane, card, ""));
    }

    /** Search for a record to choose, which ends it. */
    private Screen choose(Pane pane, Supplier<List<ObjectView>> views, Consumer<RecordCard> chosen) {
        return new SearchScreen(
                pane,
                crms,
                views,
                (search, card) -> new CardView(card, pane.words(), () -> {
                    pane.close(search);
                    chosen.accept(card);
                }));
    }

    private List<ObjectView> views(User user, Set<String> without) {
        return customization.views(user).stream()
                .filter(view -> !without.contains(view.object().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
