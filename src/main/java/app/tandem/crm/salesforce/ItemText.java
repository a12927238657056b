package app.tandem.crm.salesforce;

import app.tandem.item.TaskStatus;
import java.text.BreakIterator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Canonical values of {@link app.tandem.item.ItemField}, read and made. */
final class ItemText {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*|\\t");
    private static final Pattern LINE_END = Pattern.compile("[^\\S\\n]+(?=\\n)");

    /** What Salesforce takes for a date. */
    private static final LocalDate FIRST = LocalDate.of(1700, 1, 1);

    private static final LocalDate LAST = LocalDate.of(3999, 12, 31);

    private ItemText() {}

    /** One line without blanks around it. */
    static String line(@Nullable String text) {
        return text == null ? "" : LINE_BREAKS.matcher(text).replaceAll(" ").strip();
    }

    /** Lines without blanks at their ends. */
    static String lines(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        return LINE_END.matcher(unix).replaceAll("").stripTrailing();
    }

    /** The beginning, at most so long in UTF-16 units; ends between characters as people see them. */
    static String head(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        return text.substring(0, characters.isBoundary(limit) ? limit : Math.max(0, characters.preceding(limit)));
    }

    /** A day, or none where the text is blank; empty for what Salesforce cannot hold. */
    static Optional<Optional<LocalDate>> day(String text) {
        try {
            LocalDate day = text.isBlank() ? null : LocalDate.parse(text);
            boolean fits = day == null || !day.isBefore(FIRST) && !day.isAfter(LAST);
            return fits ? Optional.of(Optional.ofNullable(day)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time of whole minutes, or none where the text is blank; empty for what Salesforce cannot hold. */
    static Optional<Optional<Instant>> time(String text) {
        try {
            Instant time = text.isBlank() ? null : Instant.parse(text).truncatedTo(ChronoUnit.MINUTES);
            boolean fits = time == null || day(time.toString().substring(0, 10)).isPresent();
            return fits ? Optional.of(Optional.ofNullable(time)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<TaskStatus> status(String name) {
        return Arrays.stream(TaskStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst();
    }
}
