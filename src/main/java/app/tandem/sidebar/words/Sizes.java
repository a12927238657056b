package app.tandem.sidebar.words;

import java.text.NumberFormat;

/** Sizes of files for people. */
public final class Sizes {

    private static final long KILO = 1024;

    private Sizes() {}

    /** A number of bytes in kB or MB, as file managers say it. */
    public static String of(long bytes, Words words) {
        NumberFormat number = NumberFormat.getNumberInstance(words.locale());
        number.setMaximumFractionDigits(bytes < 10 * KILO * KILO && bytes >= KILO * KILO ? 1 : 0);
        return bytes < KILO * KILO
                ? number.format(Math.max(1, Math.round((double) bytes / KILO))) + " kB"
                : number.format((double) bytes / KILO / KILO) + " MB";
    }
}
