package app.tandem.mailbox;

/** A category of the master list (sync M-3). {@code colour} is Graph's: none, preset0 … preset24. */
public record MarkerCategory(String name, String colour) {}
