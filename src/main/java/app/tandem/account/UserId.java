package app.tandem.account;

import java.util.UUID;

/** A user of Tandem: one mailbox with one Salesforce user (sync Y-27). */
public record UserId(UUID value) {}
