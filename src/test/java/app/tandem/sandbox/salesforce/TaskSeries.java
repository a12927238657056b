package app.tandem.sandbox.salesforce;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Recurring tasks: a series that has no day of its own, and the tasks it makes (reference: salesforce-notes 6.2). */
final class TaskSeries {

    private static final String PREFIX = "Recurrence";
    private static final List<String> SPAN =
            List.of("RecurrenceStartDateOnly", "RecurrenceEndDateOnly", "RecurrenceType");
    private static final List<String> PARTS = List.of(
            "RecurrenceInterval",
            "RecurrenceDayOfWeekMask",
            "RecurrenceDayOfMonth",
            "RecurrenceInstance",
            "RecurrenceMonthOfYear");
    private static final Map<String, Set<String>> NEEDS = Map.of(
            "RecursDaily", Set.of("RecurrenceInterval"),
            "RecursEveryWeekday", Set.of("RecurrenceDayOfWeekMask"),
            "RecursWeekly", Set.of("RecurrenceInterval", "RecurrenceDayOfWeekMask"),
            "RecursMonthly", Set.of("RecurrenceInterval", "RecurrenceDayOfMonth"),
            "RecursMonthlyNth", Set.of("RecurrenceInterval", "RecurrenceInstance", "RecurrenceDayOfWeekMask"),
            "RecursYearly", Set.of("RecurrenceMonthOfYear", "RecurrenceDayOfMonth"),
            "RecursYearlyNth", Set.of("RecurrenceMonthOfYear", "RecurrenceInstance", "RecurrenceDayOfWeekMask"));
    private static final List<String> SHARED = List.of(
            "Subject",
            "Priority",
            "IsHighPriority",
            "OwnerId",
            "Description",
            "WhoId",
            "WhatId",
            "AccountId",
            "TaskSubtype");

    private TaskSeries() {}

    /** Checks what is given for a series, or that a single task has none of it. */
    static void check(Map<String, Object> values) {
        if (!Boolean.TRUE.equals(values.get("IsRecurrence"))) {
            Stream.concat(SPAN.stream(), PARTS.stream())
                    .filter(field -> values.get(field) != null)
                    .findFirst()
                    .ifPresent(field -> {
                        throw RowError.of("FIELD_INTEGRITY_EXCEPTION", field + " is for recurring tasks only", field);
                    });
            return;
        }
        for (String field : SPAN) {
            need(values, field);
        }
        Set<String> needed = NEEDS.getOrDefault(String.valueOf(values.get("RecurrenceType")), Set.of());
        for (String field : PARTS) {
            if (needed.contains(field)) {
                need(values, field);
            } else if (values.get(field) != null) {
                throw RowError.of(
                        "FIELD_INTEGRITY_EXCEPTION", field + " does not go with this type of recurrence", field);
            }
        }
        if (values.get("ActivityDate") != null) {
            throw RowError.of("FIELD_INTEGRITY_EXCEPTION", "a series has no due date", "ActivityDate");
        }
        if (!"Not Started".equals(values.getOrDefault("Status", "Not Started"))) {
            throw RowError.of("FIELD_INTEGRITY_EXCEPTION", "the status of a series cannot be set", "Status");
        }
    }

    private static void need(Map<String, Object> values, String field) {
        if (values.get(field) == null) {
            throw RowError.of("REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field + "]", field);
        }
    }

    /** Whether what is to be written concerns a series. */
    static boolean concerns(Row row, Map<String, Object> changes) {
        return row.is("IsRecurrence") || changes.keySet().stream().anyMatch(field -> field.startsWith(PREFIX));
    }

    /** Whether the pattern is another one now. */
    static boolean isChanged(Map<String, Object> before, Row series) {
        return Stream.concat(SPAN.stream(), PARTS.stream())
                .anyMatch(field -> !Objects.equals(before.get(field), series.get(field)));
    }

    /** Makes the tasks of a series; open ones of an earlier pattern go. */
    static void unfold(Rules.Write write, Row series) {
        if (!series.is("IsRecurrence")) {
            return;
        }
        for (Row task : List.copyOf(write.store().table("Task").by("RecurrenceActivityId", series.id))) {
            if (!task.is("IsClosed") && !task.deleted()) {
                write.tx().delete(task);
            }
        }
        for (LocalDate day : days(series)) {
            Map<String, Object> values = new HashMap<>();
            SHARED.stream()
                    .filter(field -> series.get(field) != null)
                    .forEach(field -> values.put(field, series.get(field)));
            values.put("Status", "Not Started");
            values.put("ActivityDate", day);
            values.put("RecurrenceActivityId", series.id);
            write.tx().insert(write.schema().type("Task"), values);
        }
    }

    private static List<LocalDate> days(Row series) {
        LocalDate start = (LocalDate) series.get("RecurrenceStartDateOnly");
        LocalDate end = (LocalDate) series.get("RecurrenceEndDateOnly");
        Predicate<LocalDate> hit = pattern(series, start);
        return start.datesUntil(end.plusDays(1)).filter(hit).toList();
    }

    private static Predicate<LocalDate> pattern(Row series, LocalDate start) {
        long every = Math.max(1, number(series, "RecurrenceInterval"));
        long mask = number(series, "RecurrenceDayOfWeekMask");
        long day = number(series, "RecurrenceDayOfMonth");
        String month = String.valueOf(series.text("RecurrenceMonthOfYear")).toUpperCase(Locale.ROOT);
        Predicate<LocalDate> inMonth = date -> date.getMonth() == Month.valueOf(month);
        Predicate<LocalDate> monthly =
                date -> ChronoUnit.MONTHS.between(start.withDayOfMonth(1), date.withDayOfMonth(1)) % every == 0;
        return switch (String.valueOf(series.text("RecurrenceType"))) {
            case "RecursDaily" -> date -> ChronoUnit.DAYS.between(start, date) % every == 0;
            case "RecursEveryWeekday" -> date -> in(mask, date);
            case "RecursWeekly" -> {
                LocalDate sunday = start.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
                yield date -> in(mask, date) && ChronoUnit.WEEKS.between(sunday, date) % every == 0;
            }
            case "RecursMonthly" -> monthly.and(date -> date.getDayOfMonth() == day);
            case "RecursMonthlyNth" -> monthly.and(date -> isNth(series, mask, date));
            case "RecursYearly" -> inMonth.and(date -> date.getDayOfMonth() == day);
            default -> inMonth.and(date -> isNth(series, mask, date));
        };
    }

    private static boolean in(long mask, LocalDate date) {
        return (mask & 1L << date.getDayOfWeek().getValue() % 7) != 0;
    }

    /** Whether a day is the first, … or last of those of the mask in its month. */
    private static boolean isNth(Row series, long mask, LocalDate date) {
        List<LocalDate> all = new ArrayList<>(date.withDayOfMonth(1)
                .datesUntil(date.withDayOfMonth(1).plusMonths(1))
                .filter(each -> in(mask, each))
                .toList());
        int index = List.of("First", "Second", "Third", "Fourth").indexOf(series.text("RecurrenceInstance"));
        return in(mask, date) && date.equals(index < 0 ? all.getLast() : index < all.size() ? all.get(index) : null);
    }

    private static long number(Row series, String field) {
        return series.get(field) instanceof Long number ? number : 0;
    }
}
