package app.tandem.sync;

import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MarkerCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The categories a message wears and where it goes (sync M-3 … M-7, E-6, E-50). Foreign ones stay, in order (M-6). */
final class Marks {

    static final String SAVED = "Salesforce";
    static final String UNSYNC = "Salesforce Unsync";
    static final String ERROR = "Sync Error";
    static final String STATUS = "Status: ";
    static final String TRACKED = STATUS + "Tracked successfully.";
    static final int LONGEST = 255;

    private Marks() {}

    static List<MarkerCategory> master() {
        return List.of(
                new MarkerCategory(SAVED, "preset7"),
                new MarkerCategory(UNSYNC, "preset8"),
                new MarkerCategory(ERROR, "preset0"),
                new MarkerCategory(TRACKED, "none"));
    }

    static boolean has(Mail mail, String category) {
        return mail.categories().stream().anyMatch(category::equalsIgnoreCase);
    }

    /** Saved: the blue category, the white one, no error, and back where it came from. */
    static Optional<MailChange> saved(Mail mail, Triage.Direction direction) {
        boolean back = mail.folder() == MailFolder.MARKER;
        boolean outbound = direction == Triage.Direction.OUTBOUND;
        return change(
                mail,
                dressed(mail, true, TRACKED, false),
                back ? (outbound ? MailFolder.SENT : MailFolder.INBOX) : null);
    }

    /** Saved and marked before: only what contradicts it goes (sync E-9). */
    static Optional<MailChange> cleaned(Mail mail) {
        return has(mail, ERROR) ? change(mail, stripped(mail), null) : Optional.empty();
    }

    /** Not saved: the red category and a white one with the cause; the message stays where it is (sync M-4, E-48). */
    static Optional<MailChange> failed(Mail mail, Reason reason) {
        boolean asksByFolder = mail.folder() == MailFolder.MARKER;
        return change(mail, dressed(mail, asksByFolder, StatusText.of(reason), true), null);
    }

    /** Neither saved nor to be saved any more: none of our marks is true (sync M-6, X-15). */
    static Optional<MailChange> forgotten(Mail mail) {
        List<String> rest = stripped(mail);
        rest.removeIf(SAVED::equalsIgnoreCase);
        return change(mail, rest, null);
    }

    /** Taken back by a person: none of our marks, and out of the folder that would ask for it again (pane U-188). */
    static Optional<MailChange> undone(Mail mail, Triage.Direction direction) {
        List<String> rest = stripped(mail);
        rest.removeIf(SAVED::equalsIgnoreCase);
        boolean back = mail.folder() == MailFolder.MARKER;
        boolean outbound = direction == Triage.Direction.OUTBOUND;
        return change(mail, rest, back ? (outbound ? MailFolder.SENT : MailFolder.INBOX) : null);
    }

    /** Nobody asks: error marks of an earlier wish go, and the claim that it was saved. */
    static Optional<MailChange> leftAlone(Mail mail) {
        if (has(mail, ERROR)) {
            return change(mail, stripped(mail), null);
        }
        List<String> rest = new ArrayList<>(mail.categories());
        rest.removeIf(TRACKED::equalsIgnoreCase);
        return change(mail, rest, null);
    }

    private static List<String> stripped(Mail mail) {
        List<String> rest = new ArrayList<>(mail.categories());
        rest.removeIf(category -> category.equalsIgnoreCase(ERROR) || isStatus(category));
        return rest;
    }

    private static List<String> dressed(Mail mail, boolean marked, String status, boolean error) {
        List<String> worn = new ArrayList<>(mail.categories());
        worn.removeIf(category -> isStatus(category) && !category.equals(status));
        if (!error) {
            worn.removeIf(ERROR::equalsIgnoreCase);
        }
        if (marked) {
            wear(worn, SAVED);
        }
        if (error) {
            wear(worn, ERROR);
        }
        wear(worn, status);
        return worn;
    }

    private static void wear(List<String> worn, String category) {
        if (worn.stream().noneMatch(category::equalsIgnoreCase)) {
            worn.add(category);
        }
    }

    private static boolean isStatus(String category) {
        return category.regionMatches(true, 0, STATUS, 0, STATUS.length());
    }

    private static Optional<MailChange> change(Mail mail, List<String> categories, @Nullable MailFolder moveTo) {
        boolean same = categories.equals(mail.categories());
        if (same && moveTo == null) {
            return Optional.empty();
        }
        return Optional.of(new MailChange(mail.id(), mail.etag(), same ? null : List.copyOf(categories), moveTo));
    }
}
