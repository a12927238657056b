package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The activities of a record, newest first, each with its files. */
final class Timeline {

    private static final int MOST = 50;

    private final OrgStore store;
    private final Row row;

    Timeline(OrgStore store, Row row) {
        this.store = store;
        this.row = row;
    }

    Html html() {
        if (row.type.equals("Organization")) {
            List<Row> all = new ArrayList<>(ListView.live(store, "Task"));
            all.addAll(ListView.live(store, "Event"));
            return cards(store, all);
        }
        Set<Row> found = new LinkedHashSet<>();
        for (String type : List.of("Task", "Event")) {
            for (String field : List.of("WhoId", "WhatId", "AccountId", "OwnerId")) {
                found.addAll(store.table(type).by(field, row.id));
            }
            store.table(type + "Relation").by("RelationId", row.id).stream()
                    .filter(relation -> !relation.deleted())
                    .map(relation -> store.find(relation.text(type + "Id")))
                    .filter(Objects::nonNull)
                    .forEach(found::add);
        }
        found.removeIf(Row::deleted);
        return cards(store, List.copyOf(found));
    }

    static Html cards(OrgStore store, List<Row> activities) {
        if (activities.isEmpty()) {
            return new Html().raw("<p class=\"quiet\">No activities yet.</p>");
        }
        Html html = new Html().raw("<ol class=\"timeline\">");
        activities.stream()
                .sorted(Comparator.comparing(Timeline::when)
                        .thenComparing(row -> row.id)
                        .reversed())
                .limit(MOST)
                .forEach(activity -> html.add(card(store, activity)));
        return html.raw("</ol>");
    }

    private static Html card(OrgStore store, Row activity) {
        boolean mail = "Email".equals(activity.get("TaskSubtype"));
        String kind = mail ? "Email" : activity.type;
        Html html = new Html()
                .format(
                        "<li class=\"activity\" data-id=\"%s\"><span class=\"mark t-%s\" aria-hidden=\"true\">%s</span><div>",
                        activity.id, kind.toLowerCase(Locale.ROOT), kind.substring(0, 1))
                .format("<p class=\"subject\">%s", OrgPage.link(store, activity.id));
        if (activity.is("IsClosed")) {
            html.raw(" <span class=\"done\">completed</span>");
        }
        html.format("</p><p class=\"quiet\">%s · %s", kind, day(activity));
        String owner = activity.text("OwnerId");
        if (owner != null) {
            html.raw(" · ").add(OrgPage.link(store, owner));
        }
        for (String field : List.of("WhoId", "WhatId")) {
            if (activity.get(field) != null) {
                html.raw(" · ").add(OrgPage.link(store, activity.get(field)));
            }
        }
        html.raw("</p>");
        String text = activity.text("Description");
        if (text != null) {
            html.format("<details><summary>Text</summary><pre>%s</pre></details>", text);
        }
        return html.add(files(store, activity)).raw("</div></li>");
    }

    /** The files and classic attachments of a record, to be downloaded. */
    static Html files(OrgStore store, Row row) {
        Html items = new Html();
        for (Row link : store.table("ContentDocumentLink").by("LinkedEntityId", row.id)) {
            Row document = link.deleted() ? null : store.live(link.text("ContentDocumentId"));
            Row version = document == null ? null : store.live(document.text("LatestPublishedVersionId"));
            if (version != null) {
                items.add(file(store, version, fileName(version), version.get("ContentSize")));
            }
        }
        for (Row attachment : store.table("Attachment").by("ParentId", row.id)) {
            if (!attachment.deleted()) {
                items.add(
                        file(store, attachment, String.valueOf(attachment.text("Name")), attachment.get("BodyLength")));
            }
        }
        return items.isEmpty()
                ? items
                : new Html().raw("<ul class=\"files\">").add(items).raw("</ul>");
    }

    private static Html file(OrgStore store, Row row, String name, @org.jspecify.annotations.Nullable Object size) {
        return new Html()
                .format(
                        "<li><a download href=\"/org/%s/file/%s\">%s</a> <span class=\"quiet\">%s</span></li>",
                        store.org.orgId, row.id, name, size(size));
    }

    static String fileName(Row version) {
        String path = Objects.requireNonNullElse(version.text("PathOnClient"), version.text("Title"));
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String size(@org.jspecify.annotations.Nullable Object size) {
        long bytes = size instanceof Long number ? number : 0;
        return bytes < 1024
                ? bytes + " B"
                : bytes < 1024 * 1024 ? bytes / 1024 + " KB" : "%.1f MB".formatted(bytes / 1024.0 / 1024.0);
    }

    private static String day(Row activity) {
        if (activity.get("ActivityDate") instanceof LocalDate day) {
            return day.toString();
        }
        return LocalDate.ofInstant(when(activity), ZoneOffset.UTC).toString();
    }

    private static Instant when(Row activity) {
        Instant sent = activity.get("tandem__SendDate__c") instanceof Instant instant ? instant : null;
        if (sent != null) {
            return sent;
        }
        if (activity.get("StartDateTime") instanceof Instant start) {
            return start;
        }
        return activity.get("ActivityDate") instanceof LocalDate day
                ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                : Objects.requireNonNullElse(activity.instant("CreatedDate"), Instant.EPOCH);
    }
}
