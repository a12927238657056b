package app.tandem.crm.salesforce;

import com.sforce.ws.bind.XmlObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a query's answer. Every value comes as text, whatever its type (salesforce-notes 2.5). */
record Rec(XmlObject row) {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:mm", "Z")
            .toFormatter(java.util.Locale.ROOT);

    /** A field, or one of a parent by its path; null when it or a parent is not there. */
    @Nullable
    String text(String path) {
        XmlObject at = row;
        for (String name : path.split("\\.")) {
            at = at.getChild(name);
            if (at == null) {
                return null;
            }
        }
        return at.getValue() == null ? null : at.getValue().toString();
    }

    /** A field that every row has. */
    String required(String path) {
        String value = text(path);
        if (value == null) {
            throw CallFailed.doubtful("UNREADABLE_ANSWER", null);
        }
        return value;
    }

    /** The record's id, 18 characters. */
    String id() {
        return RecordIds.full(required("Id")).orElseThrow(() -> CallFailed.doubtful("UNREADABLE_ANSWER", null));
    }

    /** A reference, 18 characters. */
    @Nullable
    String reference(String path) {
        return RecordIds.full(text(path)).orElse(null);
    }

    boolean flag(String path) {
        return "true".equals(text(path));
    }

    Optional<LocalDate> date(String path) {
        String value = text(path);
        try {
            return value == null ? Optional.empty() : Optional.of(LocalDate.parse(value.substring(0, 10)));
        } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    Instant time(String path) {
        return instant(required(path));
    }

    /** A time that an aggregate found; those are typed, unlike all else. */
    Optional<Instant> moment(String name) {
        Object value = row.getField(name);
        return value instanceof Calendar calendar
                ? Optional.of(calendar.toInstant())
                : Optional.ofNullable(value).map(Object::toString).map(Rec::instant);
    }

    /** A time as Salesforce writes it. */
    static Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"), TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw CallFailed.doubtful("UNREADABLE_ANSWER", e);
        }
    }

    /** The answer of a sub-query; null where it found nothing. */
    @Nullable
    Rec child(String relationship) {
        XmlObject child = row.getChild(relationship);
        return child == null ? null : new Rec(child);
    }

    /** The rows within the answer of a sub-query. */
    List<Rec> records() {
        List<Rec> records = new ArrayList<>();
        for (Iterator<XmlObject> all = row.getChildren("records"); all.hasNext(); ) {
            records.add(new Rec(all.next()));
        }
        return records;
    }
}
