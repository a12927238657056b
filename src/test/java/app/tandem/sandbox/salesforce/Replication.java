package app.tandem.sandbox.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** getUpdated and getDeleted: ids that changed in a span of whole minutes. */
final class Replication {

    private static final Duration UPDATED = Duration.ofDays(30);
    private static final Duration DELETED = Duration.ofDays(15);

    private record Span(ObjectType type, Instant from, Instant to) {}

    private Replication() {}

    static Struct updated(SoapCall call, Session session) {
        Span span = span(call, session, UPDATED);
        List<String> ids = changed(session, span)
                .filter(row -> !row.deleted())
                .map(row -> row.id)
                .toList();
        return Struct.of("ids", ids, "latestDateCovered", covered(session, span));
    }

    static Struct deleted(SoapCall call, Session session) {
        Span span = span(call, session, DELETED);
        List<Struct> records = changed(session, span)
                .filter(Row::deleted)
                .map(row -> Struct.of("deletedDate", row.get("SystemModstamp"), "id", row.id))
                .toList();
        Instant earliest = session.store().now().minus(DELETED);
        return Struct.of(
                "deletedRecords", records,
                "earliestDateAvailable", earliest,
                "latestDateCovered", covered(session, span));
    }

    private static Stream<Row> changed(Session session, Span span) {
        return session.store().table(span.type().name()).all().stream()
                .filter(row -> {
                    Instant at = row.instant("SystemModstamp");
                    return at != null && !at.isBefore(span.from()) && at.isBefore(span.to());
                })
                .filter(session.viewer()::canRead)
                .sorted(Comparator.comparing(row -> row.id));
    }

    /** What is not yet over is not covered. */
    private static Instant covered(Session session, Span span) {
        Instant now = session.store().now().truncatedTo(ChronoUnit.MINUTES);
        return span.to().isAfter(now) ? now : span.to();
    }

    private static Span span(SoapCall call, Session session, Duration back) {
        ObjectType type = session.store().schema().find(call.text("sObjectType").strip());
        if (type == null || !type.accepts("getUpdated")) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + call.text("sObjectType") + "' is not replicateable.");
        }
        Instant from = FieldValues.instant(call.text("startDate").strip()).truncatedTo(ChronoUnit.MINUTES);
        Instant to = FieldValues.instant(call.text("endDate").strip()).truncatedTo(ChronoUnit.MINUTES);
        if (!from.isBefore(to)) {
            throw Refusal.of("INVALID_REPLICATION_DATE", "startDate must be before endDate by a minute at least");
        }
        if (from.isBefore(session.store().now().minus(back))) {
            throw Refusal.of("INVALID_REPLICATION_DATE", "startDate is more than " + back.toDays() + " days ago");
        }
        return new Span(type, from, to);
    }
}
