package app.tandem.manifest;

/** What Outlook and Exchange ask of a manifest beyond its schema (office notes 1.1 to 1.6), each checked by itself. */
enum Rule {
    /** The file is XML without a document type. */
    WELL_FORMED,
    /** The file has at most 256 KB. */
    FILE_SIZE,
    /** The add-in's id is a GUID. */
    ID,
    /** A version is one to four numbers of up to five digits. */
    VERSION,
    /** Names, descriptions, labels, addresses and resource ids keep their longest length. */
    LENGTH,
    /** Every address is https. */
    HTTPS,
    /** Icons are PNG files: neither ICO nor SVG. */
    ICON_TYPE,
    /** An AppDomain is scheme, host and port. */
    APP_DOMAIN,
    /** Commands lead to the origin of the forms or to an AppDomain. */
    ORIGIN,
    /** Exchange on-premises accepts at most Mailbox 1.5. */
    REQUIREMENT,
    /** Both versions of the overrides are there: clients inherit nothing. */
    OVERRIDES,
    /** A resource id is given once. */
    RESOURCE_TWICE,
    /** A reference leads to a resource of the right kind. */
    RESOURCE_MISSING,
    /** Controls, groups and menu items have ids of their own. */
    ID_TWICE,
    /** An icon of the ribbon has 16, 32 and 80 pixels; one of a phone 25, 32 and 48, each at three scales. */
    ICON_SIZES,
    /** A group has at most six controls. */
    CONTROLS,
    /** Outlook knows the event. */
    EVENT,
    /** Events have a run time, and start from its page. */
    EVENT_RUNTIME,
    /** Commands stand on the tab TabDefault. */
    TAB,
    /** A surface is described once. */
    SURFACE_TWICE,
    /** Only mail panes can be pinned. */
    PINNING
}
