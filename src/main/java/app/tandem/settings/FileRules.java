package app.tandem.settings;

import java.util.Map;
import java.util.Set;

/**
 * What is stored of a mail's files, and how, resolved for one user.
 *
 * @param allowedExtensions S-33: lower case without dot; empty allows all
 * @param blockedExtensions S-74: lower case without dot
 * @param maxSize S-74: bytes
 * @param minSizes S-74: bytes by extension, to keep signature pictures out
 * @param asAttachments S-86: legacy Attachment instead of Files
 * @param linkedToRecords S-49: Files are linked with the business records too
 */
public record FileRules(
        Set<String> allowedExtensions,
        Set<String> blockedExtensions,
        long maxSize,
        Map<String, Long> minSizes,
        boolean asAttachments,
        boolean linkedToRecords) {

    /** Any kind of file, as Files on every record, up to so many bytes. */
    public static FileRules upTo(long maxSize) {
        return new FileRules(Set.of(), Set.of(), maxSize, Map.of(), false, true);
    }
}
