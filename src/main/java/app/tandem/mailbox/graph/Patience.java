package app.tandem.mailbox.graph;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a service asks to be left alone: {@code Retry-After} in seconds, as an HTTP date, or several of either separated by
 * commas, of which the longest counts.
 */
final class Patience {

    /** Nobody is believed who asks for more. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss zzz", Locale.US);

    private Patience() {}

    /**
     * The wait; empty when the header is absent or makes no sense. A date is measured against the {@code Date} header of the
     * same answer, so that clocks need not agree.
     */
    static Optional<Duration> asked(@Nullable String retryAfter, @Nullable String serverDate, Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        Instant serverNow = date(serverDate).orElse(now);
        Optional<Duration> whole = date(retryAfter).map(date -> Duration.between(serverNow, date));
        if (whole.isPresent()) {
            return whole.map(Patience::bounded);
        }
        Duration longest = null;
        for (String part : retryAfter.split(",(?! *\\d{1,2} [A-Z])")) {
            Duration wait = one(part.strip(), serverNow);
            longest = wait != null && (longest == null || wait.compareTo(longest) > 0) ? wait : longest;
        }
        return Optional.ofNullable(longest).map(Patience::bounded);
    }

    private static @Nullable Duration one(String part, Instant serverNow) {
        if (part.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(part));
        }
        return date(part).map(date -> Duration.between(serverNow, date)).orElse(null);
    }

    private static Optional<Instant> date(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(text.strip(), HTTP_DATE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
