package app.tandem.sync;

import java.time.Instant;

/**
 * A saved message of a conversation, as later ones need to know it.
 *
 * @param when sent or received
 * @param links the records it was saved to (sync U-8)
 */
public record SavedParent(Instant when, Decision.Links links) {}
