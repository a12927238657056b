package app.tandem.sync;

import app.tandem.safehtml.Characters;
import app.tandem.safehtml.Cuts;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names under which files are stored: safe everywhere, composed (NFC), at most 255 characters, each once per message. */
final class FileNames {

    static final int LONGEST = 255;

    private static final int LONGEST_EXTENSION = 20;
    private static final String UNSAFE = "/\\:*?\"<>|";
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("text/plain", "txt"),
            Map.entry("text/html", "html"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/calendar", "ics"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("text/x-vcard", "vcf"),
            Map.entry("text/xml", "xml"),
            Map.entry("application/xml", "xml"),
            Map.entry("application/json", "json"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            Map.entry("application/ms-tnef", "dat"),
            Map.entry("application/pkcs7-signature", "p7s"),
            Map.entry("application/pkcs7-mime", "p7m"),
            Map.entry("application/pgp-signature", "asc"),
            Map.entry("application/gzip", "gz"),
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/jpg", "jpg"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/tiff", "tif"),
            Map.entry("image/bmp", "bmp"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/heic", "heic"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/wav", "wav"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("message/rfc822", "eml"),
            Map.entry("message/delivery-status", "txt"),
            Map.entry("text/rfc822-headers", "txt"));

    private final Set<String> taken = new HashSet<>();

    /** A safe name that this message has not used yet: a repeated one is numbered before its extension. */
    String next(@Nullable String name, String contentType) {
        String safe = safe(name, contentType);
        String unique = safe;
        for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
            unique = joined(stem(safe) + " (" + n + ")", extensionWithDot(safe), " (" + n + ")");
        }
        return unique;
    }

    /** The extension in lower case without its dot; empty when there is none. */
    static String extension(String name) {
        String dotted = extensionWithDot(name);
        return dotted.isEmpty() ? "" : dotted.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The new name with the old one's extension. */
    static String renamed(String name, String other) {
        return other.strip() + extensionWithDot(name);
    }

    static String safe(@Nullable String name, String contentType) {
        String clean = cleaned(name == null ? "" : name);
        if (clean.isEmpty()) {
            clean = "attachment";
        }
        if (extensionWithDot(clean).isEmpty()) {
            String extension = BY_TYPE.get(contentType);
            clean = extension == null ? clean : clean + "." + extension;
        }
        return joined(stem(clean), extensionWithDot(clean), "");
    }

    private static String cleaned(String name) {
        StringBuilder safe = new StringBuilder();
        Normalizer.normalize(Characters.line(name), Normalizer.Form.NFC)
                .codePoints()
                .forEach(c -> safe.appendCodePoint(UNSAFE.indexOf(c) >= 0 ? '_' : c));
        String text = safe.toString().replaceAll("\\s+", " ");
        return text.replaceAll("^[. ]+", "").replaceAll("[. ]+$", "");
    }

    /** Stem and extension, the stem cut so that both fit; {@code tail} of the stem stays. */
    private static String joined(String stem, String extension, String tail) {
        int room = LONGEST - extension.length();
        String fitting = stem.length() <= room
                ? stem
                : Cuts.head(stem, Math.min(stem.length() - tail.length(), room - tail.length()))
                                .stripTrailing()
                        + tail;
        return fitting + extension;
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - extensionWithDot(name).length());
    }

    private static String extensionWithDot(String name) {
        int dot = name.lastIndexOf('.');
        boolean plain = dot > 0
                && dot < name.length() - 1
                && name.length() - dot - 1 <= LONGEST_EXTENSION
                && name.substring(dot + 1).chars().allMatch(Character::isLetterOrDigit);
        return plain ? name.substring(dot) : "";
    }
}
