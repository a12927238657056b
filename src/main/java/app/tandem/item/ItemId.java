package app.tandem.item;

/** A mailbox's own lasting id of an item (Graph: the immutable id). Case-sensitive; valid in its mailbox only. */
public record ItemId(String value) {}
