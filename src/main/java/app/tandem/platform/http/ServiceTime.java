package app.tandem.platform.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When a service wants to be asked again, measured on its own clock. */
public final class ServiceTime {

    private static final Duration LONGEST = Duration.ofHours(24);

    private ServiceTime() {}

    /** From {@code Retry-After} (seconds or a date) and {@code Date}; {@code fallback} from now where it says nothing. */
    public static Instant retryAt(HttpAnswer answer, Instant now, Duration fallback) {
        String value = answer.header("Retry-After").strip();
        Duration wait = fallback;
        if (value.matches("\\d{1,6}")) {
            wait = Duration.ofSeconds(Long.parseLong(value));
        } else {
            Optional<Instant> until = date(value);
            if (until.isPresent()) {
                wait = Duration.between(date(answer.header("Date")).orElse(now), until.get());
            }
        }
        return now.plus(wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
