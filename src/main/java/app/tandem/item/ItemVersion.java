package app.tandem.item;

/** A version of an item on one side. */
public record ItemVersion(String id, String version) {}
