package app.tandem.crm;

/** How files are kept in Salesforce (sync A-1). */
public enum FileStorage {
    /** As content documents where the org has them, else as attachments. */
    FILES,
    /** As legacy Attachment objects, which belong to one record (sync S-86). */
    ATTACHMENTS
}
