package app.tandem.sandbox.salesforce;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** TODAY, LAST_N_DAYS:n and their like: a span of days in the calendar of the user who asks; weeks start on Sunday. */
final class DateWords {

    /** First day, and the day after the last. */
    record Span(LocalDate from, LocalDate until) {}

    private DateWords() {}

    static @Nullable Span span(String word, int n, LocalDate today) {
        return switch (word) {
            case "YESTERDAY" -> days(today.minusDays(1), 1);
            case "TODAY" -> days(today, 1);
            case "TOMORROW" -> days(today.plusDays(1), 1);
            case "LAST_90_DAYS" -> new Span(today.minusDays(90), today.plusDays(1));
            case "NEXT_90_DAYS" -> days(today.plusDays(1), 90);
            case "LAST_N_DAYS" -> new Span(today.minusDays(n), today.plusDays(1));
            case "NEXT_N_DAYS" -> days(today.plusDays(1), n);
            case "N_DAYS_AGO" -> days(today.minusDays(n), 1);
            default -> calendar(word, n, today);
        };
    }

    private static @Nullable Span calendar(String word, int n, LocalDate today) {
        ChronoUnit unit = word.contains("WEEK")
                ? ChronoUnit.WEEKS
                : word.contains("MONTH") ? ChronoUnit.MONTHS : word.contains("YEAR") ? ChronoUnit.YEARS : null;
        LocalDate start;
        int months = 1;
        if (word.contains("QUARTER")) {
            start = today.with(IsoFields.DAY_OF_QUARTER, 1);
            unit = ChronoUnit.MONTHS;
            months = 3;
        } else if (unit == ChronoUnit.WEEKS) {
            start = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        } else if (unit == ChronoUnit.MONTHS) {
            start = today.withDayOfMonth(1);
        } else {
            start = today.withDayOfYear(1);
        }
        if (unit == null) {
            return null;
        }
        String shape = word.replaceFirst("(WEEK|MONTH|QUARTER|YEAR)S?", "#");
        return switch (shape) {
            case "THIS_#" -> new Span(start, start.plus(months, unit));
            case "LAST_#" -> new Span(start.minus(months, unit), start);
            case "NEXT_#" -> new Span(start.plus(months, unit), start.plus(2L * months, unit));
            case "LAST_N_#" -> new Span(start.minus((long) n * months, unit), start);
            case "NEXT_N_#" -> new Span(start.plus(months, unit), start.plus((n + 1L) * months, unit));
            case "N_#_AGO" -> new Span(start.minus((long) n * months, unit), start.minus((n - 1L) * months, unit));
            default -> null;
        };
    }

    private static Span days(LocalDate from, int count) {
        return new Span(from, from.plusDays(count));
    }
}
