package app.tandem.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The switches that can be set, by their rule number (sync-rules section 20, or the pane's), with the default where nobody set one. */
public enum Switch {
    AUTO_SAVE("S-1", Kind.YES_NO, false),
    THREADS_OF_USER("S-2", Kind.YES_NO, true),
    LINK_TO_OPPORTUNITIES("S-11", Kind.YES_NO, true),
    USER_BLOCKLIST("S-12", Kind.TEXTS, List.of()),
    DUPLICATES("S-14", Kind.YES_NO, true),
    CLONE_TYPES("S-15", Kind.TEXTS, List.of()),
    NOT_LINKABLE("S-16", Kind.TEXTS, List.of()),
    /** People and Accounts (pane section 29, row 17). */
    PRESELECTED("S-17", Kind.TEXTS, List.of("contact", "lead", "account")),
    /** {@code Sync my Salesforce tasks}: they come into the mailbox by themselves (sync T-4). */
    TASKS_DOWN("S-6", Kind.YES_NO, false),
    /** Deleting a task in the mailbox never deletes it in Salesforce (sync X-12). */
    TASKS_STAY("S-7", Kind.YES_NO, true),
    /** {@code Sync my Salesforce contacts}: they come into the mailbox by themselves (sync K-1). */
    CONTACTS_DOWN("S-8", Kind.YES_NO, true),
    /** Which contacts come (sync W-7). */
    CONTACTS_SCOPE("S-9", Kind.SCOPE, "mine"),
    /** Deleting a contact in the mailbox never deletes it in Salesforce (sync X-13). */
    CONTACTS_STAY("S-10", Kind.YES_NO, true),
    INTERNAL_IN_SEARCH("S-20", Kind.YES_NO, false),
    /** Pane U-215 recommends it on: nobody's whole conversation is saved unasked. */
    THREADS_UNTICKED("S-22", Kind.YES_NO, true),
    /** Sync A-10 (pane section 29, rows 20 and 21). */
    TICKED_FILES("S-23", Kind.FILE_TICKS, FileTicks.DEFAULT.stored()),
    NO_MAIL_FILES("S-24", Kind.YES_NO, false),
    /** Unset: the domains of the tenant's mailboxes. */
    ORG_DOMAINS("S-28", Kind.TEXTS, List.of()),
    ALLOWED_EXTENSIONS("S-33", Kind.TEXTS, List.of()),
    ORG_BLOCKLIST("S-34", Kind.TEXTS, List.of()),
    /** {@code ServiceAddInDisableCustomization}, the other way round: people may change settings of their own (admin A-269). */
    OWN_SETTINGS("S-36", Kind.YES_NO, true),
    /** {@code SalesforceEmailAutoTrackMode}. */
    AUTO_MODE("S-40", Kind.AUTO_MODE, 0L),
    SAVE_WITHOUT_RECORDS("S-41", Kind.YES_NO, false),
    THREADS("S-44", Kind.YES_NO, false),
    NO_BODIES("S-45", Kind.YES_NO, false),
    LINK_FILES_TO_RECORDS("S-49", Kind.YES_NO, true),
    FREE_MAIL_DOMAINS("S-70", Kind.TEXTS, FreeMail.DOMAINS),
    IGNORE_INHERITED_CATEGORY("S-72", Kind.YES_NO, true),
    FILE_FILTERS("S-74", Kind.FILE_FILTERS, Map.of("blocked", List.of(), "max", 25L << 20, "min", Map.of())),
    AUTO_WAY("S-75", Kind.WAY, "both"),
    CROP_HISTORY("S-76", Kind.YES_NO, false),
    AUTO_DAYS("S-78", Kind.DAYS, 6L),
    /** {@code SalesForceAPICallMinCount} and {@code SalesForceAPICallMinPercent}: what is left to others (sync G-2). */
    API_RESERVE("S-79", Kind.RESERVE, Map.of("count", 0L, "percent", 25L)),
    FORCE_ATTACHMENTS("S-86", Kind.YES_NO, false),
    DIRECTION_IN_SUBJECT("S-94", Kind.YES_NO, false),
    /** The list {@code Salesforce Tasks} is kept in step both ways. */
    TASKS("T-1", Kind.YES_NO, false),
    /** The folder {@code Salesforce Contacts} is kept in step both ways. */
    CONTACTS("K-1", Kind.YES_NO, false),
    /** Nobody is searched for on LinkedIn (pane section 29, row 9). */
    NO_LINKEDIN("U-99", Kind.YES_NO, false),
    /** Mail templates are offered (pane section 29, row 8). */
    TEMPLATES("U-265", Kind.YES_NO, true),
    /** Users who are gone from the customer's directory are removed. */
    DIRECTORY_CLEANUP("A-189", Kind.YES_NO, false),
    /** The objects that the pane shows, in their order, and the fields of their cards; empty: the usual ones. */
    OBJECTS("U-381", Kind.OBJECTS, List.of()),
    /** {@code ServiceEmployeeCleanupInactivePeriod}: months until who is never there is removed; 0 removes nobody. */
    CLEANUP_MONTHS("A-300", Kind.MONTHS, 0L);

    /** What a value looks like. */
    enum Kind {
        /** true or false, also 1 or 0. */
        YES_NO,
        /** Lower-case texts. */
        TEXTS,
        /** {@code {"blocked":[extension…],"max":bytes,"min":{extension:bytes}}}. */
        FILE_FILTERS,
        /** {@code {"files":rule,"types":[extension…]}}, see {@link FileTicks}. */
        FILE_TICKS,
        /** {@code {"count":calls,"percent":0…100}}; of a tenant. */
        RESERVE,
        /** {@code [{"object":API name,"fields":[API name…]}…]}, see {@link ObjectCard}. */
        OBJECTS,
        /** 0 to 4, see {@link AutoSave.Mode}. */
        AUTO_MODE,
        /** {@code both}, {@code in} or {@code out}. */
        WAY,
        /** {@code mine} or {@code all}. */
        SCOPE,
        /** 0 to 366. */
        DAYS,
        /** 0 to 120; of a tenant. */
        MONTHS
    }

    private static final Set<Switch> OF_PEOPLE = Set.of(
            AUTO_SAVE,
            THREADS_OF_USER,
            LINK_TO_OPPORTUNITIES,
            USER_BLOCKLIST,
            DUPLICATES,
            CLONE_TYPES,
            NOT_LINKABLE,
            PRESELECTED,
            INTERNAL_IN_SEARCH,
            THREADS_UNTICKED,
            TICKED_FILES,
            NO_LINKEDIN,
            OBJECTS);

    private final String number;
    private final Kind kind;
    private final Object fallback;

    Switch(String number, Kind kind, Object fallback) {
        this.number = number;
        this.kind = kind;
        this.fallback = fallback;
    }

    /** The rule number, {@code S-11}. */
    public String number() {
        return number;
    }

    /** Whether it concerns all users of a tenant at once, so that nobody has a value of their own. */
    boolean isOfTenant() {
        return kind == Kind.RESERVE || kind == Kind.MONTHS || this == DIRECTORY_CLEANUP;
    }

    /** Whether people may change it for themselves: scope U of the table. */
    boolean isOfPeople() {
        return OF_PEOPLE.contains(this);
    }

    Kind kind() {
        return kind;
    }

    /** The value where nobody set one. */
    public Object fallback() {
        return fallback;
    }

    /** The switch of a rule number. */
    public static Optional<Switch> of(String number) {
        return Arrays.stream(values()).filter(one -> one.number.equals(number)).findFirst();
    }
}
