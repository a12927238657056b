package app.tandem.sandbox.graph.mime;

import org.jspecify.annotations.Nullable;

/** A name and an address; either may be missing in bad mail. */
public record Address(@Nullable String name, @Nullable String address) {}
