package app.tandem.sidebar.save;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.engine.ItemAnswer;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.matching.LinkRules;
import app.tandem.settings.SaveSettings;
import app.tandem.settings.Settings;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.OfficeItem;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Saves the open mail with one record by one press (pane U-96, U-166): with that record only, and with all related people where
 * the org keeps EmailMessages. What is saved is left to the dialog, as a further record may mean a further activity.
 */
final class DirectSave {

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");

    private final Items items;
    private final Crms crms;
    private final Settings settings;

    DirectSave(Items items, Crms crms, Settings settings) {
        this.items = items;
        this.crms = crms;
        this.settings = settings;
    }

    /**
     * @param related the item's related records; slow
     * @param refused called when nothing comes of it; the person was told why
     */
    void save(Pane pane, OfficeItem item, RecordCard card, Supplier<List<RecordGroup>> related, Runnable refused) {
        User user = pane.user();
        boolean files = !pane.client().isPhone();
        pane.ask(
                "wish",
                () -> conflicts(user, item, card, related, files),
                conflicts -> {
                    if (!conflicts.isEmpty()) {
                        conflicts.forEach(
                                one -> pane.toast(Toast.WARNING, pane.words().of("conflict." + one.name())));
                        refused.run();
                    }
                },
                trouble -> {
                    pane.toast(Toast.ERROR, pane.trouble(trouble));
                    refused.run();
                });
    }

    /** Whether one press saves an item that stands like this. */
    static boolean isOpen(ItemAnswer answer) {
        return answer.state() == ItemAnswer.State.NOT_SAVED || answer.state() == ItemAnswer.State.FAILED;
    }

    /** Saves it when there are none. */
    private Set<LinkRules.Conflict> conflicts(
            User user, OfficeItem item, RecordCard card, Supplier<List<RecordGroup>> related, boolean files) {
        Mail mail = items.find(user, item).orElseThrow(GoneException::new);
        if (!isOpen(items.answer(user, mail))) {
            return Set.of();
        }
        OrgProfile profile = crms.open(user).profile();
        SaveSettings saves = settings.saves(user.tenant(), user.id());
        List<RecordRef> others = profile.emailMessages() ? people(related.get()) : List.of();
        List<RecordRef> all =
                Stream.concat(Stream.of(card.ref()), others.stream()).distinct().toList();
        List<RecordRef> people =
                all.stream().filter(ref -> PEOPLE.contains(ref.type())).toList();
        List<RecordRef> business =
                all.stream().filter(ref -> !PEOPLE.contains(ref.type())).toList();
        Set<LinkRules.Conflict> conflicts = LinkRules.conflicts(
                people,
                business,
                rules(
                        saves,
                        profile,
                        settings.mail(user.tenant(), user.id()).links().saveWithoutRecords()));
        if (conflicts.isEmpty()) {
            items.save(user, mail, SaveWish.to(people, business).files(files ? ticked(user, mail, saves) : List.of()));
        }
        return conflicts;
    }

    /**
     * What settings and org allow (pane 12.1).
     *
     * @param unlinked mail may be saved without any record
     */
    static LinkRules.Rules rules(SaveSettings saves, OrgProfile profile, boolean unlinked) {
        return new LinkRules.Rules(
                saves.duplicates(),
                profile.emailMessages(),
                profile.sharedActivities(),
                unlinked,
                saves.cloneTypes(),
                saves.notLinkable());
    }

    private static List<RecordRef> people(List<RecordGroup> related) {
        return related.stream()
                .filter(group -> PEOPLE.contains(group.object().name()))
                .flatMap(group -> group.first().stream())
                .map(RecordCard::ref)
                .toList();
    }

    /** The files that the dialog would tick at first. */
    private List<AttachmentId> ticked(User user, Mail mail, SaveSettings saves) {
        return items.files(user, mail).stream()
                .filter(file -> file.refusal() == null
                        && file.attachment().kind() != Attachment.Kind.MESSAGE
                        && saves.files().takes(file.name(), file.attachment().size()))
                .map(file -> file.attachment().id())
                .toList();
    }
}
