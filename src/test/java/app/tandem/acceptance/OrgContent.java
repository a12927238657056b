package app.tandem.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads saved messages out of an org of any shape: EmailMessages, Tasks with the package's key, Tasks with the reference line. */
final class OrgContent {

    private static final Pattern REFERENCE = Pattern.compile("Ref: ([0-9a-f]{16})\\s*$");

    private static final String INTERNET_MESSAGE_ID = "tandem__InternetMessageId__c";
    private static final String MESSAGE_KEY = "tandem__MessageKey__c";

    private OrgContent() {}

    static Set<String> ids(Org org) {
        Set<String> ids = new HashSet<>();
        for (String type : List.of("Task", "EmailMessage")) {
            org.records(type, List.of("Id"))
                    .forEach(row -> ids.add(row.path("Id").asString()));
        }
        return ids;
    }

    static List<SavedMail> saved(Org org, String company, Set<String> before) {
        List<JsonNode> mails = fresh(
                org.records("EmailMessage", List.of("Id", "Subject", "MessageIdentifier", "ActivityId", "RelatedToId")),
                before);
        Set<String> twins = new HashSet<>();
        mails.forEach(mail -> twins.add(mail.path("ActivityId").asString("")));
        List<JsonNode> tasks = fresh(
                org.records(
                        "Task", List.of("Id", "Subject", "Description", "WhatId", INTERNET_MESSAGE_ID, MESSAGE_KEY)),
                before);
        tasks.removeIf(task -> twins.contains(task.path("Id").asString()));
        List<String> all = new ArrayList<>();
        mails.forEach(mail -> all.add(mail.path("Id").asString()));
        tasks.forEach(task -> all.add(task.path("Id").asString()));
        Map<String, List<Org.StoredFile>> files = org.files(all);
        Map<String, List<String>> people = people(org, all);
        List<SavedMail> saved = new ArrayList<>();
        for (JsonNode mail : mails) {
            saved.add(of(company, mail, mail.path("MessageIdentifier").asString(""), files, people));
        }
        for (JsonNode task : tasks) {
            saved.add(of(company, task, key(task), files, people));
        }
        return saved;
    }

    private static SavedMail of(
            String company,
            JsonNode row,
            String key,
            Map<String, List<Org.StoredFile>> files,
            Map<String, List<String>> people) {
        String id = row.path("Id").asString();
        List<String> hashes = files.getOrDefault(id, List.of()).stream()
                .map(Org.StoredFile::sha256)
                .sorted()
                .toList();
        String about = row.path("RelatedToId").asString("") + row.path("WhatId").asString("");
        return new SavedMail(
                company, row.path("Subject").asString(""), key, people.getOrDefault(id, List.of()), about, hashes);
    }

    private static List<JsonNode> fresh(List<JsonNode> rows, Set<String> before) {
        List<JsonNode> fresh = new ArrayList<>(rows);
        fresh.removeIf(row -> before.contains(row.path("Id").asString()));
        return fresh;
    }

    private static String key(JsonNode task) {
        String key = task.path(INTERNET_MESSAGE_ID).asString("");
        if (key.isEmpty()) {
            key = task.path(MESSAGE_KEY).asString("");
        }
        Matcher reference = REFERENCE.matcher(task.path("Description").asString(""));
        return key.isEmpty() && reference.find() ? reference.group(1) : key;
    }

    private static Map<String, List<String>> people(Org org, List<String> ids) {
        Map<String, TreeSet<String>> sorted = new HashMap<>();
        for (int from = 0; from < ids.size(); from += 100) {
            String some = Org.quoted(ids.subList(from, Math.min(ids.size(), from + 100)));
            if (org.has("TaskRelation")) {
                org.query("SELECT TaskId, Relation.Name FROM TaskRelation WHERE TaskId IN (" + some + ")")
                        .forEach(row -> add(
                                sorted, row.path("TaskId"), row.path("Relation").path("Name")));
            }
            if (org.has("EmailMessageRelation")) {
                org.query(
                                "SELECT EmailMessageId, RelationType, RelationAddress FROM EmailMessageRelation WHERE EmailMessageId IN ("
                                        + some + ")")
                        .forEach(row -> add(sorted, row.path("EmailMessageId"), row.path("RelationAddress")));
            }
        }
        Map<String, List<String>> people = new HashMap<>();
        sorted.forEach((id, names) -> people.put(id, List.copyOf(names)));
        return people;
    }

    private static void add(Map<String, TreeSet<String>> into, JsonNode id, JsonNode name) {
        into.computeIfAbsent(id.asString(), key -> new TreeSet<>()).add(name.asString(""));
    }
}
