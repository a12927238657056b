package app.tandem.budget;

/**
 * How far an org's remaining calls are below what is left to others (sync G-2).
 *
 * @param actual what remains
 * @param limit what has to remain
 * @param percent whether both are hundredths of the org's allowance; otherwise they are calls
 */
public record Shortage(long actual, long limit, boolean percent) {}
