package app.tandem.item;

/**
 * The fields that are kept in step, in one vocabulary for both sides (sync P-5, P-6). A value is text in one canonical form,
 * whatever the side makes of it, so that equal content is equal text; a blank value and none are the same.
 */
public enum ItemField {
    /** A task's title: one line, without blanks around it. */
    SUBJECT,
    /** Plain text, lines ended by {@code \n}, without blanks at the end of a line or of the whole. */
    NOTES,
    /** {@link TaskStatus} by name (sync T-9). */
    STATUS,
    /** {@code LOW}, {@code NORMAL} or {@code HIGH} (sync T-10). */
    PRIORITY,
    /** A day, {@code 2026-03-02}; never an instant (sync T-11). */
    DUE,
    /** An instant in UTC, whole minutes: {@code 2026-03-02T09:30:00Z}. */
    REMINDER,
    GIVEN_NAME,
    MIDDLE_NAME,
    SURNAME,
    SALUTATION,
    SUFFIX,
    JOB_TITLE,
    DEPARTMENT,
    /** The company's name; an Account on the other side (sync K-6). */
    COMPANY,
    /** The address of the record's page; written into the mailbox only (sync K-10). */
    WEB_PAGE,
    /** Lower case. */
    EMAIL,
    /** Further addresses in lower case, in lines; told by the mailbox, and by nobody written: a record is found by them (sync D-16). */
    FURTHER_EMAILS,
    PHONE,
    MOBILE_PHONE,
    HOME_PHONE,
    OTHER_PHONE,
    ASSISTANT_PHONE,
    FAX,
    ASSISTANT_NAME,
    STREET,
    CITY,
    STATE,
    POSTAL_CODE,
    COUNTRY,
    OTHER_STREET,
    OTHER_CITY,
    OTHER_STATE,
    OTHER_POSTAL_CODE,
    OTHER_COUNTRY,
    /** A day. */
    BIRTHDAY
}
