package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.salesforce.ObjectType.Child;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the platform works out rather than keeps: names, the type Name, what is archived. */
final class Names {

    private static final Duration BIN = Duration.ofDays(15);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Set<String> ACTIVITIES = Set.of("Task", "Event");

    /** What a reference to several types is read as. */
    static final ObjectType NAME = ObjectType.of(
            "Name",
            "-",
            "Name",
            List.of("describeSObjects"),
            List.<Child>of(),
            Arrays.stream(("Id:id Name:string Type:picklist FirstName:string LastName:string Email:email Phone:phone "
                                    + "Title:string Alias:string Username:string UserRoleId:reference ProfileId:reference IsActive:boolean")
                            .split(" "))
                    .map(pair -> pair.split(":"))
                    .map(pair ->
                            new Field(pair[0], pair[1], 255, 0, 0, "n", List.of(), null, null, null, null, List.of()))
                    .toList());

    private Names() {}

    /** How people call a record. */
    static @Nullable String of(Row row) {
        for (String field : List.of("Name", "CaseNumber", "Title", "Subject", "MasterLabel")) {
            String text = row.text(field);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The value of a field, worked out where the platform does. */
    static @Nullable Object value(OrgStore store, Row row, Field field, boolean asName) {
        if (asName) {
            return switch (field.name()) {
                case "Name" -> of(row);
                case "Type" -> row.type;
                default -> row.get(field.name());
            };
        }
        if (field.name().equals("IsArchived") && ACTIVITIES.contains(row.type)) {
            return archived(row, store.clock.now());
        }
        Object value = row.get(field.name());
        return value == null && field.type().equals("boolean") ? Boolean.FALSE : value;
    }

    /** The recycle bin keeps a record for 15 days. */
    static boolean purged(Row row, Instant now) {
        Instant deleted = row.instant("SystemModstamp");
        return row.deleted() && deleted != null && deleted.isBefore(now.minus(BIN));
    }

    /** Closed tasks and past events older than a year are archived; query() does not find them any more. */
    static boolean archived(Row row, Instant now) {
        Instant limit = now.minus(YEAR);
        if (row.type.equals("Event")) {
            Instant end = row.instant("EndDateTime");
            return end != null && end.isBefore(limit);
        }
        if (!row.type.equals("Task") || !row.is("IsClosed")) {
            return false;
        }
        Instant at = row.get("ActivityDate") instanceof LocalDate day
                ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                : row.instant("CreatedDate");
        return at != null && at.isBefore(limit);
    }
}
