package app.tandem.sidebar.words;

import java.io.Serializable;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/** The texts in one language; a key that a language lacks is English (pane U-418). */
public final class Words implements Serializable {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    private static final String BUNDLE = "app.tandem.sidebar.words";
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he", "fa", "ur");
    private static final ResourceBundle.Control NO_DEFAULT_LOCALE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ZoneId zone;

    /**
     * @param locale the person's
     * @param zone the person's, for dates and times
     */
    public Words(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    /** The person's time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether it is written from right to left. */
    public boolean isRightToLeft() {
        return RIGHT_TO_LEFT.contains(locale.getLanguage());
    }

    /** The text of a key, with values put in; numbers choose plural forms by {@code {0,choice,…}}. */
    public String of(String key, Object... values) {
        return new MessageFormat(pattern(key), locale).format(values);
    }

    /** The text of a key, if there is one. */
    public Optional<String> find(String key, Object... values) {
        return bundle().containsKey(key) ? Optional.of(of(key, values)) : Optional.empty();
    }

    /** A day and time in the person's zone, in short. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(instant);
    }

    /** A day, in short. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    private String pattern(String key) {
        try {
            return bundle().getString(key);
        } catch (MissingResourceException e) {
            throw new IllegalArgumentException("no text for " + key, e);
        }
    }

    private ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, locale, Words.class.getClassLoader(), NO_DEFAULT_LOCALE);
    }
}
