package app.tandem.account;

import java.util.Locale;

/**
 * Why a user's sync stopped by itself.
 *
 * @param kind told apart in the activity log (sync Y-16)
 * @param code the vendor's or our code, never a message
 * @param dead the grant is gone for good: only signing in again helps
 */
public record Suspension(Kind kind, String code, boolean dead) {

    /** What sort of trouble it was. */
    public enum Kind {
        AUTHORISATION,
        THROTTLING,
        OTHER
    }

    private static final int MOST = 100;

    public Suspension {
        String clean = code.replaceAll("[^A-Za-z0-9_.:-]", "_");
        code = clean.substring(0, Math.min(MOST, clean.length()));
    }

    /** As one text for a column. */
    public String text() {
        return kind.name() + "/" + (dead ? "dead" : "counted") + "/" + code;
    }

    /** From {@link #text()}. */
    public static Suspension parse(String text) {
        String[] parts = text.split("/", 3);
        return new Suspension(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[2], parts[1].equals("dead"));
    }
}
