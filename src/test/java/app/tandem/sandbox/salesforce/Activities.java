package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tasks and events share: who and what they are about. */
final class Activities {

    private static final int MOST_CONTACTS = 50;

    private Activities() {}

    /** People after a write: the junction list if one was given, with the WhoId in front. */
    static List<String> people(List<String> listed, @Nullable Object whoId) {
        Set<String> all = new LinkedHashSet<>();
        if (whoId != null) {
            all.add(whoId.toString());
        }
        all.addAll(listed);
        return List.copyOf(all);
    }

    /** Checks who and what together. */
    static void check(Rules.Write write, String listField, List<String> people, @Nullable Object whatId) {
        List<String> leads = people.stream().filter(id -> id.startsWith("00Q")).toList();
        for (String id : people) {
            Row row = write.store().find(id);
            if (row == null || row.deleted()) {
                throw RowError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", listField);
            }
            if (!row.type.equals("Contact") && !row.type.equals("Lead")) {
                throw RowError.of("FIELD_INTEGRITY_EXCEPTION", "Name ID: id value of incorrect type: " + id, listField);
            }
            if (!write.viewer().canRead(row)) {
                throw RowError.of(
                        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                        "insufficient access rights on cross-reference id",
                        listField);
            }
        }
        if (!leads.isEmpty() && whatId != null) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "Related To ID: an activity of a lead cannot be related to another record",
                    "WhatId");
        }
        if (people.size() > 1 && !leads.isEmpty()) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "Name ID: an activity takes one lead or up to " + MOST_CONTACTS + " contacts",
                    listField);
        }
        if (people.size() > MOST_CONTACTS) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION", "an activity takes up to " + MOST_CONTACTS + " contacts", listField);
        }
    }

    /** The account an activity belongs to: that of its What, else that of its (first) contact. */
    static @Nullable String account(OrgStore store, @Nullable Object whoId, @Nullable Object whatId) {
        Row what = store.find((String) whatId);
        if (what != null) {
            if (what.type.equals("Account")) {
                return what.id;
            }
            if (what.text("AccountId") != null) {
                return what.text("AccountId");
            }
        }
        Row who = store.find((String) whoId);
        return who == null ? null : who.text("AccountId");
    }

    /** Brings the relation rows of an activity in line with its people and its What. */
    static void relate(Rules.Write write, Row activity, List<String> people) {
        String relation = activity.type + "Relation";
        String key = activity.type + "Id";
        ObjectType type = write.schema().find(relation);
        if (type == null || !write.store().org.sharedActivities) {
            return;
        }
        List<String> wanted = new ArrayList<>(people);
        String what = activity.text("WhatId");
        if (what != null) {
            wanted.add(what);
        }
        Table table = write.store().table(relation);
        Set<String> present = new LinkedHashSet<>();
        for (Row row : List.copyOf(table.by(key, activity.id))) {
            String related = row.text("RelationId");
            if (activity.type.equals("Event") && row.is("IsInvitee")) {
                present.add(Objects.requireNonNull(related));
            } else if (wanted.contains(related) && !row.deleted()) {
                present.add(Objects.requireNonNull(related));
            } else if (!row.deleted()) {
                drop(write, row);
            }
        }
        for (String id : wanted) {
            if (!present.contains(id)) {
                add(write, type, activity, key, id, id.equals(what));
            }
        }
    }

    private static void drop(Rules.Write write, Row row) {
        write.tx().delete(row);
        Row mirror =
                write.store().table(row.type.replace("Relation", "WhoRelation")).get(row.id);
        if (mirror != null) {
            write.tx().erase(mirror);
        }
    }

    private static void add(Rules.Write write, ObjectType type, Row activity, String key, String id, boolean isWhat) {
        Map<String, Object> values = new HashMap<>(Map.of(key, activity.id, "RelationId", id, "IsWhat", isWhat));
        if (activity.type.equals("Event")) {
            values.put("IsParent", true);
        }
        String account = account(write.store(), isWhat ? null : id, isWhat ? id : null);
        if (account != null) {
            values.put("AccountId", account);
        }
        mirror(write, write.tx().insert(type, values));
    }

    /** People appear in TaskWhoRelation and EventWhoRelation too. */
    static void mirror(Rules.Write write, Row relation) {
        ObjectType view = write.schema().find(relation.type.replace("Relation", "WhoRelation"));
        if (view == null || relation.is("IsWhat")) {
            return;
        }
        String related = Objects.requireNonNull(relation.text("RelationId"));
        Map<String, Object> values = new HashMap<>();
        relation.values().forEach((field, value) -> {
            if (view.has(field)) {
                values.put(field, value);
            }
        });
        Row person = write.store().find(related);
        values.put("Type", person == null ? "Contact" : person.type);
        write.tx().insert(view, values);
    }

    /** WhoCount and WhatCount. */
    static Map<String, Object> counts(List<String> people, @Nullable Object whatId) {
        return Map.of("WhoCount", (long) people.size(), "WhatCount", whatId == null ? 0L : 1L);
    }

    /** The people an activity has now. */
    static List<String> current(OrgStore store, Row activity) {
        List<String> people = new ArrayList<>();
        String who = activity.text("WhoId");
        if (who != null) {
            people.add(who);
        }
        store.table(activity.type + "Relation").by(activity.type + "Id", activity.id).stream()
                .filter(row -> !row.deleted() && !row.is("IsWhat"))
                .filter(row -> !activity.type.equals("Event") || row.is("IsParent"))
                .map(row -> row.text("RelationId"))
                .filter(Objects::nonNull)
                .filter(id -> !people.contains(id) && !id.startsWith("005"))
                .forEach(people::add);
        return people;
    }
}
