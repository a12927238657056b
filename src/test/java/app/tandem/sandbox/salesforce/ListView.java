package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of records: an org at a glance, one object, what a search finds. */
final class ListView {

    private static final int PAGE = 50;
    private static final int MOST_FOUND = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "Account", List.of("Industry", "Phone", "OwnerId"),
            "Contact", List.of("Email", "Title", "AccountId", "OwnerId"),
            "Lead", List.of("Email", "Company", "Status", "OwnerId"),
            "Opportunity", List.of("AccountId", "StageName", "CloseDate", "OwnerId"),
            "Case", List.of("Subject", "Status", "AccountId", "OwnerId"),
            "Task", List.of("WhoId", "WhatId", "ActivityDate", "Status", "OwnerId"),
            "Event", List.of("WhoId", "WhatId", "StartDateTime", "OwnerId"),
            "EmailMessage", List.of("FromAddress", "RelatedToId", "MessageDate", "CreatedById"),
            "ContentDocument", List.of("FileType", "ContentSize", "OwnerId"),
            "User", List.of("Email", "TimeZoneSidKey", "IsActive"));

    private ListView() {}

    static Html overview(OrgStore store) {
        Html html = new Html().format("<h1>%s</h1><ul class=\"tiles\">", store.org.name);
        for (String tab : PageShell.TABS) {
            ObjectType type = store.schema().find(tab);
            if (type != null) {
                html.format(
                        "<li><a class=\"tile t-%s\" href=\"/org/%s/list/%s\"><b>%s</b> %s</a></li>",
                        tab.toLowerCase(Locale.ROOT),
                        store.org.orgId,
                        tab,
                        live(store, tab).size(),
                        plural(type));
            }
        }
        html.raw("</ul>");
        List<Row> activities = new ArrayList<>(live(store, "Task"));
        activities.addAll(live(store, "Event"));
        html.raw("<section aria-labelledby=\"latest\"><h2 id=\"latest\">Latest activities</h2>");
        return html.format(
                "<div data-refresh=\"/org/%s/activities/%s\" aria-live=\"polite\">%s</div></section>",
                store.org.orgId, store.org.orgId, Timeline.cards(store, activities));
    }

    static Html list(OrgStore store, ObjectType type, int from, String owner) {
        List<Row> rows = new ArrayList<>(live(store, type.name()));
        if (!owner.isEmpty()) {
            rows.removeIf(row -> !owner.equals(row.get("OwnerId")));
        }
        rows.sort(Comparator.comparing((Row row) -> row.id).reversed());
        List<Row> shown = rows.subList(Math.min(from, rows.size()), Math.min(from + PAGE, rows.size()));
        Html html = new Html().format("<h1>%s <span class=\"count\">%s</span></h1>", plural(type), rows.size());
        if (!owner.isEmpty()) {
            html.format("<p class=\"quiet\">owned by %s</p>", OrgPage.link(store, owner));
        }
        html.add(table(store, type, shown)).raw("<nav class=\"pages\" aria-label=\"Pages\">");
        String link = "<a href=\"/org/%s/list/%s?from=%s&amp;owner=%s\">%s</a> ";
        if (from > 0) {
            html.format(link, store.org.orgId, type.name(), Math.max(0, from - PAGE), owner, "Newer");
        }
        if (from + PAGE < rows.size()) {
            html.format(link, store.org.orgId, type.name(), from + PAGE, owner, "Older");
        }
        return html.raw("</nav>");
    }

    static Html search(OrgStore store, String text) {
        Html html = new Html().format("<h1>Search: %s</h1>", text);
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        boolean any = false;
        for (String tab : PageShell.TABS) {
            ObjectType type = store.schema().find(tab);
            if (type == null || wanted.isEmpty()) {
                continue;
            }
            List<Row> found = live(store, tab).stream()
                    .filter(row -> row.values().values().stream()
                            .anyMatch(value -> value instanceof String string
                                    && string.toLowerCase(Locale.ROOT).contains(wanted)))
                    .limit(MOST_FOUND)
                    .toList();
            if (!found.isEmpty()) {
                any = true;
                html.format("<h2>%s <span class=\"count\">%s</span></h2>", plural(type), found.size())
                        .add(table(store, type, found));
            }
        }
        return any ? html : html.raw("<p>Nothing found.</p>");
    }

    static Html table(OrgStore store, ObjectType type, List<Row> rows) {
        return table(store, type, rows, "");
    }

    /** @param known a field that need not be shown: the list stands on the record it points at */
    static Html table(OrgStore store, ObjectType type, List<Row> rows, String known) {
        if (rows.isEmpty()) {
            return new Html().raw("<p class=\"quiet\">No records.</p>");
        }
        List<Field> fields = COLUMNS.getOrDefault(type.name(), List.of()).stream()
                .filter(name -> !name.equals(known))
                .map(type::field)
                .filter(java.util.Objects::nonNull)
                .toList();
        Html html = new Html().raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Name</th>");
        fields.forEach(field -> html.format("<th scope=\"col\">%s</th>", label(field)));
        html.raw("</tr></thead><tbody>");
        for (Row row : rows) {
            html.format("<tr><th scope=\"row\">%s</th>", OrgPage.link(store, row.id));
            fields.forEach(field -> html.format("<td>%s</td>", value(store, field, row.get(field.name()))));
            html.raw("</tr>");
        }
        return html.raw("</tbody></table></div>");
    }

    static Html value(OrgStore store, Field field, @Nullable Object value) {
        Html html = new Html();
        return switch (value) {
            case null -> html;
            case Instant instant -> html.format("<time datetime=\"%s\">%s UTC</time>", instant, TIME.format(instant));
            case Boolean bool -> html.text(bool ? "yes" : "no");
            case Content content -> html.text(content.length() + " bytes");
            case String id when field.isReference() -> OrgPage.link(store, id);
            default -> html.text(value);
        };
    }

    static String label(Field field) {
        return field.label().replaceFirst(" ID$", "");
    }

    static List<Row> live(OrgStore store, String type) {
        return store.table(type).all().stream().filter(row -> !row.deleted()).toList();
    }

    static String plural(ObjectType type) {
        return switch (type.name()) {
            case "Opportunity" -> "Opportunities";
            case "ContentDocument" -> "Files";
            default -> type.label() + "s";
        };
    }
}
