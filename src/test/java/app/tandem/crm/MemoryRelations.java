package app.tandem.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The people of a sent EmailMessage in {@link InMemoryCrm}: receivers by id, and rows for everybody else (salesforce-notes 7.1). */
final class MemoryRelations {

    private static final List<String> LISTS = List.of("ToIds", "CcIds", "BccIds");

    private MemoryRelations() {}

    /** Relates exactly these people; who received the message stays with his address alone when he is not among them. */
    static void set(InMemoryCrm org, String mail, List<String> people) {
        Map<String, Object> record = java.util.Objects.requireNonNull(org.get(mail));
        List<String> missing = new ArrayList<>(people);
        for (String list : LISTS) {
            if (record.get(list) instanceof List<?> ids) {
                List<?> kept = ids.stream()
                        .filter(id -> id.toString().startsWith("005") || people.contains(id))
                        .toList();
                record.put(list, kept);
                missing.removeIf(kept::contains);
            }
        }
        missing.remove(record.get("FromId"));
        org.matching("EmailMessageRelation", row -> mail.equals(row.get("EmailMessageId")))
                .forEach(row -> {
                    if (!missing.remove(row.get("RelationId"))) {
                        org.delete((String) row.get("Id"));
                    }
                });
        missing.forEach(person -> relate(org, mail, person));
    }

    /** Relates these people too. */
    static void add(InMemoryCrm org, String mail, List<String> people) {
        Map<String, Object> record = java.util.Objects.requireNonNull(org.get(mail));
        people.stream()
                .filter(person -> !person.equals(record.get("FromId")))
                .filter(person -> LISTS.stream()
                        .noneMatch(list -> record.get(list) instanceof List<?> ids && ids.contains(person)))
                .filter(person -> org.matching(
                                "EmailMessageRelation",
                                row -> mail.equals(row.get("EmailMessageId")) && person.equals(row.get("RelationId")))
                        .isEmpty())
                .forEach(person -> relate(org, mail, person));
    }

    private static void relate(InMemoryCrm org, String mail, String person) {
        org.put(
                "EmailMessageRelation",
                Map.of("EmailMessageId", mail, "RelationId", person, "RelationType", "OtherAddress"));
    }
}
