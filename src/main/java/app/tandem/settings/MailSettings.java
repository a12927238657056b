package app.tandem.settings;

import java.util.Map;
import java.util.Set;

/**
 * The switches the mail lane reads, resolved for one user.
 *
 * @param orgDomains S-28: the company's own mail domains, lower case
 * @param blocklist S-12 and S-34: addresses and domains, lower case (sync B-2: a domain is exact)
 * @param freeMailDomains S-70: domains that are never searched as a company's (sync B-5)
 * @param internalInSearch S-20: internal filtering is off
 * @param linkToOpportunities S-11
 * @param saveWithoutRecords S-41: save also when nothing could be linked
 * @param noBodies S-45: bodies are never stored
 * @param directionInSubject S-94: "In"/"Out" before the subject
 * @param ignoreInheritedCategory S-72: the guard of sync M-11
 * @param allowedExtensions S-33: lower case without dot; empty allows all
 * @param blockedExtensions S-74: lower case without dot
 * @param maxFileSize S-74: bytes
 * @param minFileSizes S-74: bytes by extension, to keep signature pictures out
 * @param forceAttachments S-86: legacy Attachment instead of Files
 * @param linkFilesToRecords S-49: Files are linked with the business records too
 * @param cropHistory S-76: of a body only the writer's own part is stored (sync E-19)
 * @param autoSave how mail is saved that nobody marked
 */
public record MailSettings(
        Set<String> orgDomains,
        Set<String> blocklist,
        Set<String> freeMailDomains,
        boolean internalInSearch,
        boolean linkToOpportunities,
        boolean saveWithoutRecords,
        boolean noBodies,
        boolean directionInSubject,
        boolean ignoreInheritedCategory,
        Set<String> allowedExtensions,
        Set<String> blockedExtensions,
        long maxFileSize,
        Map<String, Long> minFileSizes,
        boolean forceAttachments,
        boolean linkFilesToRecords,
        boolean cropHistory,
        AutoSave autoSave) {

    /** Where bodies are stored whole and only what somebody marked is saved. */
    public MailSettings(
            Set<String> orgDomains,
            Set<String> blocklist,
            Set<String> freeMailDomains,
            boolean internalInSearch,
            boolean linkToOpportunities,
            boolean saveWithoutRecords,
            boolean noBodies,
            boolean directionInSubject,
            boolean ignoreInheritedCategory,
            Set<String> allowedExtensions,
            Set<String> blockedExtensions,
            long maxFileSize,
            Map<String, Long> minFileSizes,
            boolean forceAttachments,
            boolean linkFilesToRecords) {
        this(
                orgDomains,
                blocklist,
                freeMailDomains,
                internalInSearch,
                linkToOpportunities,
                saveWithoutRecords,
                noBodies,
                directionInSubject,
                ignoreInheritedCategory,
                allowedExtensions,
                blockedExtensions,
                maxFileSize,
                minFileSizes,
                forceAttachments,
                linkFilesToRecords,
                false,
                AutoSave.OFF);
    }

    /** The same with mail saved that way which nobody marked. */
    public MailSettings saving(AutoSave unmarked) {
        return new MailSettings(
                orgDomains,
                blocklist,
                freeMailDomains,
                internalInSearch,
                linkToOpportunities,
                saveWithoutRecords,
                noBodies,
                directionInSubject,
                ignoreInheritedCategory,
                allowedExtensions,
                blockedExtensions,
                maxFileSize,
                minFileSizes,
                forceAttachments,
                linkFilesToRecords,
                cropHistory,
                unmarked);
    }
}
