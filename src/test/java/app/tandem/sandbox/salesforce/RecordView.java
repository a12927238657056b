package app.tandem.sandbox.salesforce;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record: its fields, its activities, its files, what is related to it, and what happened to it. */
final class RecordView {

    private static final Set<String> ASIDE = Set.of(
            "Id",
            "IsDeleted",
            "SystemModstamp",
            "CreatedDate",
            "CreatedById",
            "LastModifiedDate",
            "LastModifiedById",
            "HtmlBody",
            "TextBody",
            "Description",
            "VersionData",
            "Body");
    private static final List<String> RELATED = List.of(
            "Contact",
            "Opportunity",
            "Case",
            "OpportunityContactRole",
            "TaskRelation",
            "EventRelation",
            "EmailMessage",
            "EmailMessageRelation",
            "ContentVersion");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final OrgStore store;
    private final Row row;
    private final ObjectType type;

    RecordView(OrgStore store, Row row) {
        this.store = store;
        this.row = row;
        this.type = store.schema().type(row.type);
    }

    /** @param refusal why the last change was refused */
    Html html(@Nullable String refusal) {
        Html html = new Html()
                .format(
                        "<div class=\"title\"><span class=\"mark big t-%s\" aria-hidden=\"true\">%s</span><div><p class=\"quiet\">%s</p><h1>%s</h1></div>",
                        type.name().toLowerCase(Locale.ROOT),
                        type.label().substring(0, 1),
                        type.label(),
                        Names.of(row));
        if (row.deleted()) {
            html.raw("<p class=\"gone\">In the recycle bin</p>");
        }
        return html.raw("</div><div class=\"columns\"><div>")
                .add(new RecordEditor(store, row).html(refusal))
                .add(details())
                .add(texts())
                .add(related())
                .raw("</div><div>")
                .add(activities())
                .add(files())
                .add(history())
                .raw("</div></div>");
    }

    private Html details() {
        Html html = section("Details").raw("<dl>");
        for (Field field : type.fields()) {
            Object value = Names.value(store, row, field, false);
            if (value != null && !ASIDE.contains(field.name()) && !Boolean.FALSE.equals(value)) {
                html.format(
                        "<div><dt>%s</dt><dd>%s</dd></div>",
                        ListView.label(field), ListView.value(store, field, value));
            }
        }
        return html.format("<div><dt>Record id</dt><dd><code>%s</code></dd></div></dl></section>", row.id);
    }

    private Html texts() {
        Html html = new Html();
        for (String field : List.of("Description", "TextBody")) {
            String text = row.text(field);
            if (text != null) {
                html.add(section(field.equals("TextBody") ? "Text" : "Description"))
                        .format("<pre>%s</pre></section>", text);
            }
        }
        if (row.text("HtmlBody") != null) {
            html.add(section("Message"))
                    .format(
                            "<iframe class=\"mail\" sandbox title=\"Message body\" src=\"/org/%s/mail/%s\"></iframe></section>",
                            store.org.orgId, row.id);
        }
        return html;
    }

    private Html related() {
        Html html = new Html();
        for (ObjectType.Child child : type.children()) {
            ObjectType childType = store.schema().find(child.object());
            if (childType == null
                    || !RELATED.contains(child.object())
                    || !store.table(child.object()).indexes(child.field())) {
                continue;
            }
            List<Row> rows = store.table(child.object()).by(child.field(), row.id).stream()
                    .filter(each -> !each.deleted())
                    .toList();
            if (!rows.isEmpty()) {
                html.add(section(child.relationship().replaceAll("(?<=[a-z])(?=[A-Z])", " ")))
                        .add(relatedList(childType, child, rows))
                        .raw("</section>");
            }
        }
        return html;
    }

    private Html relatedList(ObjectType childType, ObjectType.Child child, List<Row> rows) {
        if (!childType.name().endsWith("Relation") && !childType.name().endsWith("Role")) {
            return ListView.table(store, childType, rows, child.field());
        }
        String other = childType.name().endsWith("Role") ? "ContactId" : "RelationId";
        String shown = child.field().equals(other)
                ? childType.name().replace("Relation", "Id").replace("ContactRole", "Id")
                : other;
        Html html = new Html().raw("<ul class=\"plain\">");
        for (Row each : rows) {
            Html name = each.get(shown) == null
                    ? new Html().text(each.get("RelationAddress"))
                    : OrgPage.link(store, each.get(shown));
            String kind = java.util.Objects.requireNonNullElse(
                    each.text("RelationType"), java.util.Objects.requireNonNullElse(each.text("Role"), ""));
            html.format("<li>%s <span class=\"quiet\">%s</span></li>", name, kind);
        }
        return html.raw("</ul>");
    }

    private Html activities() {
        if (Set.of("Task", "Event", "EmailMessage", "ContentDocument", "ContentVersion")
                .contains(type.name())) {
            return new Html();
        }
        return section("Activity")
                .format(
                        "<div data-refresh=\"/org/%s/activities/%s\" aria-live=\"polite\">%s</div></section>",
                        store.org.orgId, row.id, new Timeline(store, row).html());
    }

    private Html files() {
        Html files = Timeline.files(store, row);
        if (type.name().equals("ContentDocument")) {
            files.format(
                    "<p><a download href=\"/org/%s/file/%s\">Download</a></p>",
                    store.org.orgId, row.get("LatestPublishedVersionId"));
        }
        return files.isEmpty() ? files : section("Files").add(files).raw("</section>");
    }

    private Html history() {
        Html html = section("History").raw("<ol class=\"history\">");
        for (OrgStore.Change change : store.history(row.id).reversed()) {
            html.format(
                    "<li><p><b>%s</b> by %s <time datetime=\"%s\" class=\"quiet\">%s</time></p>",
                    change.what(), OrgPage.link(store, change.userId()), change.at(), TIME.format(change.at()));
            if (!change.values().isEmpty()) {
                html.raw("<ul>");
                change.values().forEach((field, values) -> html.format("<li><b>%s</b> %s</li>", field, values));
                html.raw("</ul>");
            }
            html.raw("</li>");
        }
        return html.raw("</ol></section>");
    }

    private static Html section(String title) {
        return new Html().format("<section><h2>%s</h2>", title);
    }
}
