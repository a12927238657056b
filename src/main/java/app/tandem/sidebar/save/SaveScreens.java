package app.tandem.sidebar.save;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.engine.ItemAnswer;
import app.tandem.engine.Threads;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.settings.SaveSettings;
import app.tandem.settings.Settings;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.OfficeItem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final LinkedCards cards;
    private final DirectSave direct;

    SaveScreens(Items items, AnswerWatch watch, Crms crms, Settings settings, LinkedCards cards) {
        this.cards = cards;
        this.items = items;
        this.watch = watch;
        this.crms = crms;
        this.settings = settings;
        this.direct = new DirectSave(items, crms, settings);
    }

    /**
     * How the item stands.
     *
     * @param save opens the choice of what to save
     * @param stands hears of every answer that is shown
     */
    public StatusLine status(Pane pane, OfficeItem item, Runnable save, Consumer<ItemAnswer> stands) {
        return new StatusLine(pane, item, items, watch, save, stands);
    }

    /** Whether {@link #direct} saves an item that stands like this. */
    public static boolean isDirect(ItemAnswer answer) {
        return DirectSave.isOpen(answer);
    }

    /**
     * Saves the item with that record at once (pane U-96).
     *
     * @param related the item's related records; slow
     * @param refused called when nothing comes of it; the person was told why
     */
    public void direct(
            Pane pane, OfficeItem item, RecordCard card, Supplier<List<RecordGroup>> related, Runnable refused) {
        direct.save(pane, item, card, related, refused);
    }

    /** The way to a record that is not among those offered. */
    public interface Search {

        /**
         * Opens it.
         *
         * @param without types, lower case, that are not looked for (S-16)
         * @param chosen gets the record
         */
        void open(Set<String> without, Consumer<RecordCard> chosen);
    }

    /**
     * The choice of records and files for the item.
     *
     * @param started records from which the person began to save
     * @param related the item's related records; slow
     * @param search opens the search for a further record
     */
    public Screen save(
            Pane pane, OfficeItem item, List<RecordCard> started, Supplier<List<RecordGroup>> related, Search search) {
        User user = pane.user();
        if (item.mode() == OfficeItem.Mode.COMPOSE) {
            return new SaveScreen(
                    pane,
                    () -> choice(user, Optional.empty(), started, related.get()),
                    search,
                    (screen, asked) -> pane.draftId(
                            item,
                            shown -> carryOut(pane, user, () -> items.find(user, shown, null), screen, asked),
                            screen::failed));
        }
        return new SaveScreen(
                pane,
                () -> choice(user, items.find(user, item), started, related.get()),
                search,
                (screen, asked) -> carryOut(pane, user, () -> items.find(user, item), screen, asked));
    }

    private void carryOut(
            Pane pane, User user, Supplier<Optional<Mail>> open, SaveScreen screen, SaveScreen.Asked asked) {
        pane.ask(
                "wish",
                () -> {
                    Mail mail = open.get().orElseThrow(GoneException::new);
                    items.save(user, mail, asked.wish(), asked.wording());
                    if (screen.stopsThread()) {
                        items.stopThread(user, mail);
                    }
                    return true;
                },
                done -> pane.close(screen),
                trouble -> {
                    pane.toast(Toast.ERROR, pane.trouble(trouble));
                    screen.failed();
                });
    }

    private SaveChoice choice(User user, Optional<Mail> mail, List<RecordCard> started, List<RecordGroup> related) {
        Optional<ItemAnswer> saved =
                mail.map(open -> items.answer(user, open)).filter(answer -> answer.state() == ItemAnswer.State.SAVED);
        Set<RecordRef> linked = saved.stream()
                .flatMap(answer -> answer.records().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        OrgProfile profile = crms.open(user).profile();
        SaveSettings saves = settings.saves(user.tenant(), user.id());
        return new SaveChoice(
                SaveChoice.offers(started, cards.of(user, linked, related), related, saves),
                // Files are stored with the first save; further links share them (sync ).
                mail.filter(open -> saved.isEmpty() && !open.draft())
                        .map(open -> items.files(user, open))
                        .orElse(List.of()),
                saves.files(),
                saved.filter(ItemAnswer::own).isPresent(),
                DirectSave.rules(
                        saves,
                        profile,
                        settings.mail(user.tenant(), user.id()).links().saveWithoutRecords()),
                mail.filter(open -> saved.isEmpty()).flatMap(open -> wording(user, open, profile)),
                thread(user, mail, saves, profile));
    }

    /** A draft cannot be worded: what lies with it would be sent along. */
    private Optional<WordingBox.Offer> wording(User user, Mail mail, OrgProfile profile) {
        String activity = profile.emailMessages() ? "EmailMessage" : "Task";
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Subject", mail.subject());
        if (activity.equals("Task")) {
            values.put("Status", profile.closedTaskStatus());
            values.put("Priority", "");
        }
        return mail.draft()
                ? Optional.empty()
                : crms.records(user)
                        .object(activity)
                        .map(object -> new WordingBox.Offer(
                                values.entrySet().stream()
                                        .flatMap(one -> entry(object, one.getKey(), one.getValue()).stream())
                                        .toList(),
                                activity.equals("Task")));
    }

    private static Optional<WordingBox.Entry> entry(ObjectInfo object, String name, String value) {
        return object.field(name).filter(ObjectInfo.Field::createable).map(field -> {
            String usual = field.picks().stream()
                    .filter(ObjectInfo.Pick::isDefault)
                    .map(ObjectInfo.Pick::value)
                    .findFirst()
                    .orElse("");
            String whole = value.isEmpty() ? usual : value;
            boolean fits = field.length() == 0 || whole.length() <= field.length();
            return new WordingBox.Entry(field, fits ? whole : whole.substring(0, field.length()));
        });
    }

    private Optional<ThreadBox.Offer> thread(User user, Optional<Mail> mail, SaveSettings saves, OrgProfile profile) {
        if (!Threads.isOffered(user, saves, profile, mail.orElse(null))) {
            return Optional.empty();
        }
        boolean marked = mail.flatMap(open -> items.thread(user, open)).isPresent();
        return Optional.of(new ThreadBox.Offer(marked, marked || saves.threadTicked()));
    }
}
