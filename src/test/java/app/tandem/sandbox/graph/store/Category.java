package app.tandem.sandbox.graph.store;

/** An entry of the master list of categories. */
public record Category(String id, String displayName, String color) {}
