package app.tandem.sandbox.graph.mime;

/**
 * A header field.
 *
 * @param value unfolded, not decoded; bytes above 127 were read as UTF-8
 */
public record Header(String name, String value) {}
