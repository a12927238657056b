package app.tandem.sandbox.graph.api;

import java.time.Duration;

/**
 * What one application may ask of one mailbox.
 *
 * @param requests in one window
 * @param concurrent at the same time; the next one is refused
 * @param uploadBytes of POST, PUT and PATCH in one upload window
 */
public record Limits(int requests, Duration window, int concurrent, long uploadBytes, Duration uploadWindow) {

    /** The figures Microsoft publishes for Outlook. */
    public static final Limits PUBLISHED =
            new Limits(10_000, Duration.ofMinutes(10), 4, 150L * 1024 * 1024, Duration.ofMinutes(5));
}
