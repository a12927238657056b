package app.tandem.sync;

import app.tandem.item.Attachment;
import app.tandem.item.MailBody;
import app.tandem.safehtml.Embedded;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells pictures of the body and of signatures from real files (sync ). When in doubt it is a file.
 *
 * @see "docs/decisions/011-signature-pictures.md"
 */
final class Pictures {

    private static final int BODY = 5_000_000;
    private static final int LARGEST_SIGNATURE = 16 * 1024;
    private static final Pattern CID = Pattern.compile("cid:([^\"'\\s<>)]{1,500})", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTOMATIC_NAME = Pattern.compile(
            "(?:image\\d{3,}|outlook-[a-z0-9_-]{6,}|att\\d{5,}|logo|signature|pastedgraphic-?\\d*|unnamed)\\.(?:png|jpe?g|gif|bmp|tiff?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTOMATIC_CID =
            Pattern.compile("image\\d{3,}\\.[a-z]{3,4}@[0-9a-f]{8}\\.[0-9a-f]{8}", Pattern.CASE_INSENSITIVE);
    private static final Pattern IMAGE_NAME =
            Pattern.compile(".*\\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg|heic|emz|wmz)", Pattern.CASE_INSENSITIVE);

    private final Set<String> shown = new HashSet<>();

    Pictures(MailBody body) {
        if (body.html()) {
            String html =
                    body.content().substring(0, Math.min(BODY, body.content().length()));
            for (Matcher cids = CID.matcher(html); cids.find(); ) {
                shown.add(Embedded.contentId(cids.group(1)));
            }
        }
    }

    /** Inline, an image, and the markup shows it. */
    boolean isShown(Attachment attachment) {
        return attachment.inline()
                && isImage(attachment)
                && attachment.contentId() != null
                && shown.contains(Embedded.contentId(attachment.contentId()));
    }

    /** What a mail program left of somebody's signature: small, and named by the program. */
    static boolean isSignature(Attachment attachment) {
        if (!isImage(attachment) || attachment.size() > LARGEST_SIGNATURE) {
            return false;
        }
        String cid = attachment.contentId() == null ? "" : Embedded.contentId(attachment.contentId());
        boolean named = attachment.name() != null
                && AUTOMATIC_NAME.matcher(attachment.name()).matches();
        return AUTOMATIC_CID.matcher(cid).matches() || attachment.inline() && !cid.isEmpty() && named;
    }

    private static boolean isImage(Attachment attachment) {
        if (attachment.kind() != Attachment.Kind.FILE) {
            return false;
        }
        String type =
                attachment.contentType() == null ? "" : attachment.contentType().toLowerCase(Locale.ROOT);
        boolean unsaid = type.isEmpty() || type.startsWith("application/octet-stream");
        return type.startsWith("image/")
                || unsaid
                        && attachment.name() != null
                        && IMAGE_NAME.matcher(attachment.name()).matches();
    }
}
