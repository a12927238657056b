package app.tandem.sync;

import app.tandem.crm.Candidates;
import app.tandem.crm.FileStorage;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.MailKey;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.Row;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.ThreadLinks;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MarkerCategory;
import app.tandem.matching.AddressBook;
import app.tandem.safehtml.Embedded;
import app.tandem.safehtml.MailText;
import app.tandem.settings.MailSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans the mail lane of one user's cycle: a pure function of what was observed, agreed and set. Nothing is read,
 * written or remembered here; the same input gives the same plan, in whatever order it comes.
 */
public final class MailPlanner {

    /** Objects that one file may be linked to (sync A-12). */
    private static final int MOST_LINKS = 100;

    private final MailSettings settings;
    private final AutoSaving auto;
    private final MailTriage triage;
    private final LinkDecisions decisions;
    private final MailRows rows;

    /** A planner for one mailbox with its settings. */
    public MailPlanner(MailContext context) {
        AddressBook book = new AddressBook(
                context.me().addresses(),
                context.colleagues(),
                context.settings().addresses());
        this.settings = context.settings();
        this.auto = new AutoSaving(context, book);
        this.triage = new MailTriage(context, book, auto);
        this.decisions = new LinkDecisions(context, book);
        this.rows = new MailRows(book, context.settings().text());
    }

    /** What a message comes to before anything else is read (sync E-40 … E-44). {@code agreed} is null for one never seen. */
    public Triage triage(Mail mail, @Nullable AgreedMail agreed) {
        return triage.of(mail, agreed);
    }

    /** The same for a message that a person wished to be saved, whatever marks it bears (sync E-42; pane U-168, U-170). */
    public Triage triage(Mail mail, @Nullable AgreedMail agreed, Optional<SaveWish> wish) {
        return wish.map(one -> triage.of(mail, agreed, one)).orElseGet(() -> triage.of(mail, agreed));
    }

    /** The candidate a message is when an earlier cycle began to save it, whatever marks it bears now. */
    public Triage.Candidate candidate(Mail mail) {
        return candidate(mail, Optional.empty());
    }

    /** The same with what a person chose for it. */
    public Triage.Candidate candidate(Mail mail, Optional<SaveWish> wish) {
        return triage.begun(mail, wish);
    }

    /** What to ask the CRM before mail that nobody marked is read, for all of it together. */
    public LinkSearch autoSearch(Collection<Triage.Candidate> unmarked) {
        return auto.search(unmarked);
    }

    /** Why mail that nobody marked is left alone, once it is known who is known; empty where it is saved (sync U-3). */
    public Optional<Reason> autoRefusal(Triage.Candidate unmarked, Candidates found) {
        return auto.refusal(unmarked, found);
    }

    /** What to look for in the CRM, for all candidates together (sync L-1 … L-6). */
    public LinkSearch search(Collection<Triage.Candidate> candidates, Map<ItemId, MailText> texts) {
        return decisions.search(candidates, texts);
    }

    /** What becomes of a candidate (sync E-45 … E-48, L-10 … L-20). {@code saved} is the record that holds it already. */
    public Decision decide(
            Triage.Candidate candidate,
            @Nullable RecordRef saved,
            MailText text,
            Candidates found,
            OrgProfile profile) {
        return decisions.decide(candidate, saved, text, found, profile);
    }

    /** The same of a message none of whose pictures is stored. */
    public Row row(
            Triage.Candidate candidate,
            Decision.Links links,
            MailText text,
            List<? extends AttachmentPlan> attachments,
            OrgProfile profile) {
        return row(candidate, links, text, attachments, Map.of(), profile);
    }

    /**
     * The record to be written (sync E-2 … E-4, P-1 … P-3, Q-1, Q-6). Of {@code attachments} the links and the files
     * left out are named in its text; those of {@code pictures} are seen in it.
     */
    public Row row(
            Triage.Candidate candidate,
            Decision.Links links,
            MailText text,
            List<? extends AttachmentPlan> attachments,
            Map<AttachmentId, StoredPicture> pictures,
            OrgProfile profile) {
        return rows.of(candidate, links, text, attachments, pictures, profile);
    }

    /** Whether only the writer's own part of it is stored; not together with its whole conversation (sync E-19, H-8). */
    public boolean isCropped(Triage.Candidate candidate) {
        return settings.text().cropHistory()
                && candidate.trigger() != Triage.Trigger.THREAD
                && candidate.wish().filter(SaveWish::thread).isEmpty();
    }

    /** What becomes of each attachment, in order (sync A-1 … A-15, E-4). {@code text}: the body made ready to be stored. */
    public List<AttachmentPlan> attachments(
            Triage.Candidate candidate, MailContent content, MailText text, OrgProfile profile) {
        return AttachmentPlanner.plan(
                settings, candidate, content, profile, text.html() == null ? Set.of() : Embedded.in(text.html()));
    }

    /**
     * What would become of each attachment if a person chose them all (sync; pane U-199, U-200).
     *
     * @param whole the message itself may be chosen too, as the last (sync A-9, S-24)
     */
    public static List<AttachmentPlan> choosable(
            MailSettings settings, Mail mail, MailContent content, OrgProfile profile, boolean whole) {
        return AttachmentPlanner.all(settings, mail, content, profile, whole);
    }

    /** How files are kept (sync A-1, S-86). */
    public FileStorage fileStorage() {
        return settings.files().asAttachments() ? FileStorage.ATTACHMENTS : FileStorage.FILES;
    }

    /**
     * Records that a file is linked with beside the message's own record (sync A-5, S-49): the business record and
     * its Account, so many that with the activity itself there are at most 100.
     */
    public List<RecordRef> fileLinks(Decision.Links links) {
        if (!settings.files().linkedToRecords()) {
            return List.of();
        }
        return Stream.of(Optional.ofNullable(links.what()), Optional.ofNullable(links.account()))
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST_LINKS - 1)
                .toList();
    }

    /**
     * The write into the mailbox that shows how it ended: categories, and the way back out of the marker folder once
     * it is saved (sync M-4 … M-7, E-6, E-50). Empty when the message shows it already.
     */
    public Optional<MailChange> finish(Mail mail, Reason reason, boolean saved) {
        if (saved) {
            return Marks.saved(mail, triage.direction(mail));
        }
        return reason.state() == Reason.State.LEFT_ALONE ? Marks.leftAlone(mail) : Marks.failed(mail, reason);
    }

    /** The write that takes our marks off a message whose records a person took back (pane U-188); empty without marks. */
    public Optional<MailChange> undone(Mail mail) {
        return Marks.undone(mail, triage.direction(mail));
    }

    /** The categories of the master list, with their colours (sync M-3, M-5). */
    public static List<MarkerCategory> categories() {
        return Marks.master();
    }

    /** The key of the message of which only the Message-ID is known; empty where that is blank (sync H-8). */
    public static Optional<MailKey> key(String messageId) {
        return MailKeys.of(messageId);
    }

    /**
     * Which records of a shared conversation a message that a colleague has saved is to be linked with too (sync E-45, H-7); empty
     * where no further activities are written.
     */
    public Optional<SaveWish> further(ThreadLinks thread, OrgProfile profile) {
        return decisions.further(thread, profile);
    }

    /** Whether mail of whole conversations can be saved into the org (sync H-1): a Task needs the field for the thread's id. */
    public static boolean canSaveThreads(OrgProfile profile) {
        return profile.emailMessages()
                || profile.field(MailRows.TASK, MailRows.THREAD_ID).isPresent();
    }

    /** What makes two copies of a message one (sync D-1); {@code mailbox} as in {@link MailContext#mailbox()}. */
    public static MailKey key(Mail mail, String mailbox) {
        return MailKeys.of(mail, mailbox);
    }
}
