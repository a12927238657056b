package app.tandem.sync;

import static app.tandem.item.Reason.State.LEFT_ALONE;
import static app.tandem.item.Reason.State.REFUSED;

import app.tandem.crm.OrgProfile;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import app.tandem.safehtml.Embedded;
import app.tandem.settings.MailSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides for each attachment whether it is stored, linked or left out (sync ). */
final class AttachmentPlanner {

    static final String NO_FILES = "NO_FILES";
    static final String NO_LINK = "NO_LINK";
    static final String INLINE = "INLINE";
    static final String SIGNATURE = "SIGNATURE";
    static final String NOT_CHOSEN = "NOT_CHOSEN";
    static final String EXTENSION = "EXTENSION";
    static final String MAX_SIZE = "MAX_SIZE";
    static final String MIN_SIZE = "MIN_SIZE";

    /** What a browser shows inside a text. */
    private static final Set<String> SHOWABLE = Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp");

    private static final String BINARY = "application/octet-stream";
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,59}");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s<>\"\\p{Cntrl}]{1,2000}");
    private static final Map<String, String> ITEM_TYPES =
            Map.of("text/calendar", "ics", "text/vcard", "vcf", "text/x-vcard", "vcf", "text/directory", "vcf");

    private final MailSettings settings;
    private final OrgProfile profile;
    private final Pictures pictures;
    private final Set<String> places;
    private final Optional<List<AttachmentId>> chosen;
    private final Map<AttachmentId, String> renamed;
    private final FileNames names = new FileNames();

    private AttachmentPlanner(
            MailSettings settings,
            MailContent content,
            OrgProfile profile,
            Optional<List<AttachmentId>> chosen,
            Map<AttachmentId, String> renamed,
            Set<String> places) {
        this.chosen = chosen;
        this.renamed = renamed;
        this.places = new HashSet<>(places);
        this.settings = settings;
        this.profile = profile;
        this.pictures = new Pictures(content.body());
    }

    /**
     * What becomes of the files of a candidate; the message itself is the last, where a person chose it (sync A-9). {@code places}:
     * the Content-IDs of pictures that the saved markup has a place for.
     */
    static List<AttachmentPlan> plan(
            MailSettings settings,
            Triage.Candidate candidate,
            MailContent content,
            OrgProfile profile,
            Set<String> places) {
        return plan(
                candidate.mail().subject(),
                content,
                new AttachmentPlanner(
                        settings,
                        content,
                        profile,
                        candidate.wish().flatMap(SaveWish::files),
                        candidate.wording().names(),
                        places));
    }

    /** What would become of all of them if a person chose them all; {@code whole}: the message itself too. */
    static List<AttachmentPlan> all(
            MailSettings settings, Mail mail, MailContent content, OrgProfile profile, boolean whole) {
        List<AttachmentId> all = new ArrayList<>();
        content.attachments().forEach(attachment -> all.add(attachment.id()));
        if (whole) {
            all.add(AttachmentId.MESSAGE);
        }
        return plan(
                mail.subject(),
                content,
                new AttachmentPlanner(settings, content, profile, Optional.of(all), Map.of(), Set.of()));
    }

    private static List<AttachmentPlan> plan(String subject, MailContent content, AttachmentPlanner planner) {
        List<AttachmentPlan> plans = new ArrayList<>();
        content.attachments().forEach(attachment -> plans.add(planner.plan(attachment)));
        boolean whole = planner.chosen.isPresent() && planner.chosen.get().contains(AttachmentId.MESSAGE);
        // Where no body may be stored, none is stored in a file either (sync E-18).
        if (whole && !planner.settings.text().noBodies()) {
            plans.add(planner.plan(Attachment.message(subject, size(content))));
        }
        return plans;
    }

    /** Nobody says how large a message is; its parts, as they travel, say about it. */
    private static long size(MailContent content) {
        long files = content.attachments().stream().mapToLong(Attachment::size).sum();
        return content.body().content().length() + files * 4 / 3;
    }

    private AttachmentPlan plan(Attachment attachment) {
        if (attachment.kind() == Attachment.Kind.REFERENCE) {
            return link(attachment);
        }
        if (pictures.isShown(attachment)) {
            return picture(attachment);
        }
        if (chosen.isPresent() && !chosen.get().contains(attachment.id())) {
            return new AttachmentPlan.Skip(attachment, Reason.of(LEFT_ALONE, "sync A-5", NOT_CHOSEN));
        }
        if (chosen.isEmpty() && Pictures.isSignature(attachment)) {
            return new AttachmentPlan.Skip(attachment, Reason.of(LEFT_ALONE, "sync A-8", SIGNATURE));
        }
        String type = type(attachment);
        boolean isItem = attachment.kind() == Attachment.Kind.ITEM || attachment.kind() == Attachment.Kind.MESSAGE;
        String name = FileNames.safe(isItem ? itemName(attachment, type) : attachment.name(), type);
        String extension = FileNames.extension(name);
        return refusal(attachment, extension)
                .or(() -> tooSmall(attachment, extension))
                .<AttachmentPlan>map(reason -> new AttachmentPlan.Skip(attachment, reason))
                .orElseGet(() -> new AttachmentPlan.Save(attachment, names.next(named(attachment, name), type), type));
    }

    /** A new name changes what a file is called, not what it is (pane U-196). */
    private String named(Attachment attachment, String name) {
        String other = renamed.getOrDefault(attachment.id(), "");
        return other.isBlank() ? name : FileNames.renamed(name, other);
    }

    /** A picture of the text: shown by a mail that is saved with its markup, else left out (sync A-4, E-4). */
    private AttachmentPlan picture(Attachment attachment) {
        String type = type(attachment);
        String extension = FileNames.extension(FileNames.safe(attachment.name(), type));
        String place = Embedded.contentId(Objects.requireNonNullElse(attachment.contentId(), ""));
        if (!isStoredWithText() || !SHOWABLE.contains(extension) || !places.remove(place)) {
            return new AttachmentPlan.Skip(attachment, Reason.of(LEFT_ALONE, "sync A-4", INLINE));
        }
        return refusal(attachment, extension)
                .<AttachmentPlan>map(reason -> new AttachmentPlan.Skip(attachment, reason))
                .orElseGet(() -> new AttachmentPlan.Show(attachment, names.next(attachment.name(), type), type));
    }

    private boolean isStoredWithText() {
        return profile.emailMessages()
                && !settings.text().noBodies()
                && !isLegacy()
                && profile.field(MailRows.EMAIL, "HtmlBody").isPresent()
                && profile.field(MailRows.EMAIL, MailRows.FILES).isPresent();
    }

    private static AttachmentPlan link(Attachment attachment) {
        String url = attachment.link();
        return url != null && WEB.matcher(url).matches()
                ? new AttachmentPlan.Link(attachment, url, Reason.of(LEFT_ALONE, "sync A-4", "CLOUD_FILE"))
                : new AttachmentPlan.Skip(attachment, Reason.of(REFUSED, "sync A-4", NO_LINK));
    }

    /** An attached message is a file named after its subject; an attached appointment or contact keeps its own kind. */
    private static String itemName(Attachment attachment, String type) {
        String extension = "." + ITEM_TYPES.getOrDefault(type, "eml");
        String subject = attachment.name() == null || attachment.name().isBlank() ? "message" : attachment.name();
        return subject.toLowerCase(Locale.ROOT).endsWith(extension) ? subject : subject + extension;
    }

    private static String type(Attachment attachment) {
        String stated =
                attachment.contentType() == null ? "" : attachment.contentType().toLowerCase(Locale.ROOT);
        String bare = stated.split(";", 2)[0].strip();
        boolean item = attachment.kind() == Attachment.Kind.ITEM;
        if (item && !ITEM_TYPES.containsKey(bare)) {
            return "message/rfc822";
        }
        return TYPE.matcher(bare).matches() ? bare : BINARY;
    }

    private Optional<Reason> refusal(Attachment attachment, String extension) {
        boolean legacy = isLegacy();
        if (legacy ? !profile.attachments() : !profile.files()) {
            return refused("sync A-1", NO_FILES);
        }
        // What a person ticked need not be on the list of allowed kinds, and may be small (sync A-8; pane U-200).
        boolean listed = chosen.isPresent()
                || settings.files().allowedExtensions().isEmpty()
                || settings.files().allowedExtensions().contains(extension);
        if (!listed || settings.files().blockedExtensions().contains(extension)) {
            return refused("sync A-8", EXTENSION);
        }
        long most = legacy
                ? Math.min(settings.files().maxSize(), profile.attachmentLimit())
                : settings.files().maxSize();
        return attachment.size() > most ? refused("sync A-4", MAX_SIZE) : Optional.empty();
    }

    private Optional<Reason> tooSmall(Attachment attachment, String extension) {
        @Nullable Long least = settings.files().minSizes().get(extension);
        return chosen.isEmpty() && least != null && attachment.size() < least
                ? refused("sync A-8", MIN_SIZE)
                : Optional.empty();
    }

    /** Files unless the org or the setting says Attachment (sync A-1, S-86). */
    private boolean isLegacy() {
        return settings.files().asAttachments() && profile.attachments() || !profile.files() && profile.attachments();
    }

    private static Optional<Reason> refused(String rule, String code) {
        return Optional.of(Reason.of(REFUSED, rule, code));
    }
}
