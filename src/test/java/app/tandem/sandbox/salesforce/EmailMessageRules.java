package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EmailMessage under Enhanced Email: it makes its own Task, its people are relations, and once sent it hardly changes. */
final class EmailMessageRules implements Rules {

    static final EmailMessageRules INSTANCE = new EmailMessageRules();

    private static final String SENT = "3";
    private static final String DRAFT = "5";
    private static final Map<String, String> LISTS =
            Map.of("ToIds", "ToAddress", "CcIds", "CcAddress", "BccIds", "BccAddress");
    private static final Set<String> MANAGED_MAY_CHANGE = Set.of("RelatedToId");

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        Row parent = write.store().live((String) values.get("ParentId"));
        if (values.get("ActivityId") != null && parent == null) {
            throw RowError.of(
                    "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", "ActivityId");
        }
        if (parent != null) {
            Object related = values.putIfAbsent("RelatedToId", parent.id);
            if (related != null && !related.equals(parent.id)) {
                throw RowError.of(
                        "FIELD_INTEGRITY_EXCEPTION", "Related To ID: must be the case of ParentId", "RelatedToId");
            }
        } else if (values.get("Status") instanceof String status && !status.equals(SENT) && !status.equals(DRAFT)) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION", "Status: outside cases a message is sent or a draft", "Status");
        }
        name(values);
        values.putIfAbsent("MessageDate", write.store().now());
    }

    @Override
    public void afterInsert(Write write, Row row) {
        relations(write, row);
        files(write, row);
        if (!DRAFT.equals(row.get("Status")) && row.get("ActivityId") == null) {
            task(write, row);
        }
    }

    @Override
    public void beforeUpdate(Write write, Row row, Map<String, Object> changes) {
        if (!DRAFT.equals(row.get("Status"))) {
            boolean managed = row.is("IsClientManaged");
            for (String field : changes.keySet()) {
                boolean free = field.equals("IsExternallyVisible")
                        || field.endsWith("__c")
                        || (managed && MANAGED_MAY_CHANGE.contains(field));
                if (!free) {
                    throw frozen(field);
                }
            }
            for (String list : write.junctions().keySet()) {
                if (!managed || !list.equals("ContentDocumentIds")) {
                    throw frozen(list);
                }
            }
        }
        if (changes.containsKey("Subject")) {
            name(changes);
        }
    }

    @Override
    public void afterUpdate(Write write, Row row, Map<String, Object> before) {
        files(write, row);
        Row task = write.store().live(row.text("ActivityId"));
        if (task == null && !DRAFT.equals(row.get("Status"))) {
            relations(write, row);
            task(write, row);
        } else if (task != null && !Objects.equals(before.get("RelatedToId"), row.get("RelatedToId"))) {
            Map<String, Object> changes = new HashMap<>();
            changes.put("WhatId", row.get("RelatedToId"));
            TaskRules.INSTANCE.beforeUpdate(write.aside(), task, changes);
            Map<String, Object> taskBefore = task.values();
            write.tx().touch(task, changes);
            TaskRules.INSTANCE.afterUpdate(write.aside(), task, taskBefore);
        }
    }

    private static RowError frozen(String field) {
        return RowError.of(
                "INSUFFICIENT_ACCESS_OR_READONLY", "a message that was sent cannot be changed: " + field, field);
    }

    private static void name(Map<String, Object> values) {
        if (values.get("Subject") instanceof String subject) {
            values.put("Name", cut(subject, 255));
        }
    }

    /** Rows for everybody on the message: records by id, others by address. */
    private static void relations(Write write, Row mail) {
        LISTS.forEach((list, address) -> {
            for (String id : write.junctions().getOrDefault(list, List.of())) {
                relation(write, mail, address, id, null);
            }
            for (String one : Objects.requireNonNullElse(mail.text(address), "").split(";")) {
                if (!one.isBlank()) {
                    relation(write, mail, address, null, one.strip());
                }
            }
        });
        if (mail.get("FromId") != null || mail.get("FromAddress") != null) {
            relation(write, mail, "FromAddress", mail.text("FromId"), mail.text("FromAddress"));
        }
    }

    private static void relation(Write write, Row mail, String type, @Nullable String id, @Nullable String address) {
        Map<String, Object> values = new HashMap<>(Map.of("EmailMessageId", mail.id, "RelationType", type));
        if (id != null) {
            values.put("RelationId", id);
        }
        if (address != null) {
            values.put("RelationAddress", cut(address, 255));
        }
        EmailRelationRules.INSTANCE.beforeInsert(write.aside(), values);
        write.tx().insert(write.schema().type("EmailMessageRelation"), values);
    }

    private static void files(Write write, Row mail) {
        for (String document : write.junctions().getOrDefault("ContentDocumentIds", List.of())) {
            checkFile(write, document);
            if (write.store().table("ContentDocumentLink").by("LinkedEntityId", mail.id).stream()
                    .noneMatch(link -> document.equals(link.get("ContentDocumentId")) && !link.deleted())) {
                ContentLinkRules.link(write.aside(), document, mail.id, "V");
            }
        }
    }

    private static void checkFile(Write write, String document) {
        Row row = write.store().live(document);
        if (row == null
                || !row.type.equals("ContentDocument")
                || !write.viewer().canRead(row)) {
            throw RowError.of(
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "insufficient access rights on cross-reference id: " + document,
                    "ContentDocumentIds");
        }
    }

    /** The Task that the platform makes for a message, whatever the caller wanted. */
    private static void task(Write write, Row mail) {
        Map<String, Object> values = new HashMap<>();
        put(values, "Subject", mail.text("Subject"), 255);
        put(values, "Description", mail.text("TextBody"), 32_000);
        values.put("TaskSubtype", "Email");
        values.put("Status", "Completed");
        values.put("Priority", "Normal");
        values.put("OwnerId", write.viewer().userId());
        values.put("ActivityDate", day(write, mail));
        List<String> people = people(write, mail);
        Object what = mail.get("RelatedToId");
        if (what != null) {
            values.put("WhatId", what);
            people.removeIf(id -> id.startsWith("00Q"));
        }
        if (people.stream().anyMatch(id -> id.startsWith("00Q"))) {
            people = people.stream().limit(1).toList();
        }
        Write own = new Write(
                write.tx(),
                write.viewer(),
                write.options(),
                write.store().org.sharedActivities || people.isEmpty()
                        ? Map.of("TaskWhoIds", List.copyOf(people))
                        : Map.of("TaskWhoIds", List.of(people.getFirst())));
        TaskRules.INSTANCE.beforeInsert(own, values);
        values.values().removeIf(Objects::isNull);
        Row task = write.tx().insert(write.schema().type("Task"), values);
        TaskRules.INSTANCE.afterInsert(own, task);
        write.tx().touch(mail, Map.of("ActivityId", task.id));
    }

    private static LocalDate day(Write write, Row mail) {
        Instant date = Objects.requireNonNullElse(
                mail.instant("MessageDate"), write.store().now());
        return LocalDate.ofInstant(date, write.viewer().zone());
    }

    /** Contacts and leads of a message, the other side first. */
    private static List<String> people(Write write, Row mail) {
        List<String> people = new ArrayList<>();
        List<Row> relations =
                new ArrayList<>(write.store().table("EmailMessageRelation").by("EmailMessageId", mail.id));
        if (mail.is("Incoming")) {
            relations.sort(java.util.Comparator.comparing(row -> !"FromAddress".equals(row.get("RelationType"))));
        }
        for (Row relation : relations) {
            String id = relation.text("RelationId");
            if (id != null && !id.startsWith("005") && !people.contains(id)) {
                people.add(id);
            }
        }
        return people;
    }

    private static void put(Map<String, Object> values, String field, @Nullable String text, int length) {
        if (text != null) {
            values.put(field, cut(text, length));
        }
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
