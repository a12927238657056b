package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.MailsSent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** EventRelation: an invited user gets a copy of the event, and a mail only when the call asks for it. */
final class EventRelationRules implements Rules {

    static final EventRelationRules INSTANCE = new EventRelationRules();

    static final List<String> COPIED = List.of(
            "Subject",
            "Location",
            "Description",
            "StartDateTime",
            "EndDateTime",
            "DurationInMinutes",
            "ActivityDate",
            "ActivityDateTime",
            "EndDate",
            "IsAllDayEvent",
            "ShowAs",
            "IsPrivate");

    /** Kept beside the fields of a copy: the event it copies. */
    private static final String ORIGINAL = "(copy of)";

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        Row event = write.store().live((String) values.get("EventId"));
        if (event != null && event.is("IsChild")) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION", "an invitee's copy of an event takes no relations", "EventId");
        }
        values.putIfAbsent("Status", "New");
        if (write.store().org.sharedActivities) {
            values.putIfAbsent("IsInvitee", true);
        }
    }

    @Override
    public void afterInsert(Write write, Row relation) {
        Row event = Objects.requireNonNull(write.store().live(relation.text("EventId")));
        String invited = Objects.requireNonNull(relation.text("RelationId"));
        Row person = write.store().find(invited);
        write.tx().touch(event, Map.of("IsGroupEvent", true, "GroupEventType", "1"));
        if (invited.startsWith("005") && !invited.equals(event.get("OwnerId"))) {
            copy(write, event, invited);
        }
        if (write.options().mailUsers() && person != null && person.text("Email") != null) {
            String address = Objects.requireNonNull(person.text("Email"));
            boolean outside = !person.type.equals("User");
            write.store()
                    .mails
                    .add(new MailsSent.Sent(
                            write.store().clock.now(),
                            "salesforce",
                            "invitation",
                            write.viewer().mail(),
                            List.of(address),
                            outside ? List.of(address) : List.of()));
        }
    }

    @Override
    public void beforeDelete(Write write, Row relation) {
        Row event = write.store().live(relation.text("EventId"));
        if (event != null) {
            children(write.store(), event).stream()
                    .filter(child -> relation.get("RelationId") != null
                            && Objects.equals(relation.get("RelationId"), child.get("OwnerId")))
                    .forEach(write.tx()::delete);
        }
    }

    static List<Row> children(OrgStore store, Row event) {
        return store.table("Event").all().stream()
                .filter(row -> event.id.equals(row.get(ORIGINAL)) && !row.deleted())
                .toList();
    }

    /** The event whose relations answer for this one: a copy answers with its original's. */
    static String original(Row event) {
        return Objects.requireNonNullElse(event.text(ORIGINAL), event.id);
    }

    private static void copy(Write write, Row event, String userId) {
        Map<String, Object> values = new HashMap<>();
        COPIED.forEach(field -> values.put(field, event.get(field)));
        values.values().removeIf(Objects::isNull);
        values.putAll(Map.of(
                "OwnerId", userId, "IsChild", true, "IsGroupEvent", true, "GroupEventType", "1", ORIGINAL, event.id));
        write.tx().insert(write.schema().type("Event"), values);
    }
}
