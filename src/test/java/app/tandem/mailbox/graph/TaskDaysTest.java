package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.models.DateTimeTimeZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A due date is a day, whatever zone it passes through (sync T-11, graph-notes 11). */
class TaskDaysTest {

    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 29), LocalDate.of(2026, 7, 4), LocalDate.of(2026, 10, 25));

    @Test
    @DisplayName("a day written in any zone is the same day when Graph tells it in UTC (sync T-11)")
    void everyZoneKeepsItsDays() {
        List<String> shifted = new ArrayList<>();
        for (String name : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(name);
            for (LocalDate day : DAYS) {
                DateTimeTimeZone written = TaskDays.written(day, zone);
                Instant began = java.time.LocalDateTime.parse(written.getDateTime())
                        .atZone(WindowsZones.zone(written.getTimeZone()))
                        .toInstant();
                String back = TaskDays.day(TaskDays.written(began), zone);
                if (!back.equals(day.toString())) {
                    shifted.add(name + " " + day + " became " + back);
                }
            }
        }
        assertThat(shifted).isEmpty();
    }

    @Test
    @DisplayName("a day that another app wrote in its own zone is the nearest one (graph-notes 11)")
    void aDayOfAnotherZoneIsTheNearest() {
        DateTimeTimeZone due = TaskDays.written(Instant.parse("2026-04-23T10:00:00Z"));
        assertThat(TaskDays.day(due, ZoneId.of("Europe/Berlin"))).isEqualTo("2026-04-24");
        DateTimeTimeZone date = TaskDays.written(Instant.parse("2026-04-24T00:00:00Z"));
        assertThat(TaskDays.day(date, ZoneId.of("America/Los_Angeles"))).isEqualTo("2026-04-24");
        assertThat(TaskDays.day(date, ZoneId.of("Pacific/Auckland"))).isEqualTo("2026-04-24");
    }
}
