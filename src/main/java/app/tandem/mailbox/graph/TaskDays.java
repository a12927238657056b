package app.tandem.mailbox.graph;

import com.microsoft.graph.models.DateTimeTimeZone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Days and times of a task. Graph keeps a day as the instant at which it began somewhere, and shifts it between zones (sync T-11). */
final class TaskDays {

    private static final Duration HALF = Duration.ofHours(12);

    private TaskDays() {}

    /** Midnight of the day where the mailbox is, under a zone's name that Graph takes. */
    static DateTimeTimeZone written(LocalDate day, ZoneId zone) {
        return written(day.atStartOfDay(), WindowsZones.likeOn(zone, day));
    }

    /** A time. */
    static DateTimeTimeZone written(Instant time) {
        return written(LocalDateTime.ofInstant(time, ZoneOffset.UTC), "UTC");
    }

    /**
     * The day that was meant; blank when there is none. Midnight in UTC was written as a mere date; anything else began near a
     * midnight of the mailbox, perhaps in the zone of another app, so the nearest one counts.
     */
    static String day(DateTimeTimeZone due, ZoneId zone) {
        Instant began = instant(due);
        if (began == null) {
            return "";
        }
        LocalDateTime utc = LocalDateTime.ofInstant(began, ZoneOffset.UTC);
        boolean date = utc.toLocalTime().equals(LocalTime.MIDNIGHT);
        return (date ? utc : LocalDateTime.ofInstant(began, zone).plus(HALF))
                .toLocalDate()
                .toString();
    }

    /** The time in whole minutes; blank when there is none. */
    static String minute(DateTimeTimeZone time) {
        Instant instant = instant(time);
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static @Nullable Instant instant(DateTimeTimeZone given) {
        String text = given.getDateTime();
        try {
            return text == null
                    ? null
                    : LocalDateTime.parse(text)
                            .atZone(WindowsZones.zone(given.getTimeZone()))
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateTimeTimeZone written(LocalDateTime time, String zone) {
        DateTimeTimeZone written = new DateTimeTimeZone();
        written.setDateTime(time.toString() + (time.getSecond() == 0 ? ":00" : ""));
        written.setTimeZone(zone);
        return written;
    }
}
