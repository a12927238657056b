package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The org as people look at it: {@code /}, {@code /org/{orgId}}, lists, records, files. No sign-in: it shows everything. */
final class OrgPage {

    private static final String CSP =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    /** Foreign mail: no scripts, nothing fetched but pictures of the org's files, and an origin of its own. */
    private static final String MAIL_CSP =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'";

    private static final String SHEPHERD = "/sfc/servlet.shepherd/version/download/";
    private static final Map<String, String> PICTURES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "bmp", "image/bmp",
            "webp", "image/webp");

    private final Orgs orgs;

    OrgPage(Orgs orgs) {
        this.orgs = orgs;
    }

    Reply handle(Exchange exchange) {
        String path = exchange.rawPath();
        if (path.equals("/org-page.css")) {
            return asset("salesforce-page.css", "text/css; charset=utf-8");
        }
        if (path.equals("/org-page.js")) {
            return asset("salesforce-page.js", "text/javascript; charset=utf-8");
        }
        if (path.equals("/favicon.ico")) {
            return Reply.empty(204);
        }
        if (path.equals("/")) {
            return page(PageShell.wrap("Salesforce", null, home()));
        }
        // the plain address of a record, as the real thing has it: /0015e00000...
        if (path.matches("/[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?")) {
            return anyOrg(path.substring(1));
        }
        if (path.startsWith(SHEPHERD)) {
            return shared(path.substring(SHEPHERD.length()));
        }
        if (!path.startsWith("/org/")) {
            return page(404, PageShell.wrap("Not found", null, missing()));
        }
        List<String> parts = List.of(path.substring(5).split("/"));
        OrgStore store = orgs.find(parts.getFirst());
        if (store == null) {
            return page(404, PageShell.wrap("Not found", null, missing()));
        }
        if (exchange.method().equals("POST")) {
            return act(exchange, store, parts.subList(1, parts.size()));
        }
        store.lock.readLock().lock();
        try {
            return inOrg(exchange, store, parts.subList(1, parts.size()));
        } finally {
            store.lock.readLock().unlock();
        }
    }

    private Reply inOrg(Exchange exchange, OrgStore store, List<String> path) {
        String what = path.isEmpty() ? "" : path.getFirst();
        String name = path.size() < 2 ? "" : path.get(1);
        return switch (what) {
            case "" -> page(PageShell.wrap(store.org.name, store, ListView.overview(store)));
            case "list" -> list(exchange, store, name);
            case "search" ->
                page(PageShell.wrap(
                        "Search",
                        store,
                        ListView.search(store, exchange.query("q").orElse(""))));
            case "record" -> record(store, name);
            case "activities" -> fragment(store, name);
            case "file" -> file(store, name, "application/octet-stream");
            case "mail" -> mail(store, name);
            default -> page(404, PageShell.wrap("Not found", store, missing()));
        };
    }

    /** A press on a button of a record's page; pages of others cannot press it. */
    private static Reply act(Exchange exchange, OrgStore store, List<String> path) {
        boolean own =
                exchange.header("Sec-Fetch-Site").map("same-origin"::equals).orElse(true);
        if (!own || path.size() != 2) {
            return page(403, PageShell.wrap("Not allowed", store, missing()));
        }
        store.lock.writeLock().lock();
        try {
            if (path.getFirst().equals("list")) {
                return create(exchange, store, path.get(1));
            }
            Row row = store.find(Ids.normal(path.get(1)));
            if (row == null) {
                return page(404, PageShell.wrap("Not found", store, missing()));
            }
            Map<String, List<String>> form = exchange.form();
            try {
                new RecordEditor(store, row)
                        .act(form.getOrDefault("do", List.of("save")).getFirst(), form);
                return seeRecord(store, row.id);
            } catch (RowError | Refusal refused) {
                return page(400, record(store, row, refused.getMessage()));
            }
        } finally {
            store.lock.writeLock().unlock();
        }
    }

    private static Reply create(Exchange exchange, OrgStore store, String name) {
        ObjectType type = store.schema().find(name);
        if (type == null) {
            return page(404, PageShell.wrap("Not found", store, missing()));
        }
        RecordEditor blank = RecordEditor.blank(store, type, "");
        try {
            return seeRecord(store, blank.create(exchange.form()));
        } catch (RowError | Refusal refused) {
            return page(400, PageShell.wrap(type.label(), store, blank.creation(refused.getMessage())));
        }
    }

    private static Reply seeRecord(OrgStore store, String id) {
        return Reply.empty(303).with("Location", "/org/" + store.org.orgId + "/record/" + id);
    }

    private static Reply list(Exchange exchange, OrgStore store, String name) {
        ObjectType type = store.schema().find(name);
        if (type == null) {
            return page(404, PageShell.wrap("Not found", store, missing()));
        }
        int from = exchange.query("from")
                .filter(text -> text.matches("\\d{1,7}"))
                .map(Integer::parseInt)
                .orElse(0);
        String mine = exchange.query("owner").orElse("");
        Html html = ListView.list(store, type, from, mine)
                .add(RecordEditor.blank(store, type, mine).creation(null));
        return page(PageShell.wrap(type.label(), store, html));
    }

    private static Reply record(OrgStore store, String id) {
        Row row = store.find(Ids.normal(id));
        if (row == null) {
            return page(404, PageShell.wrap("Not found", store, missing()));
        }
        return page(record(store, row, null));
    }

    private static String record(OrgStore store, Row row, @Nullable String refusal) {
        return PageShell.wrap(String.valueOf(Names.of(row)), store, new RecordView(store, row).html(refusal));
    }

    private static Reply fragment(OrgStore store, String id) {
        Row row = store.find(Ids.normal(id));
        return row == null
                ? Reply.empty(404)
                : Reply.html(200, new Timeline(store, row).html().toString()).with("Cache-Control", "no-store");
    }

    private static Reply file(OrgStore store, String id, String type) {
        Row row = store.live(Ids.normal(id));
        Object data = row == null ? null : row.type.equals("Attachment") ? row.get("Body") : row.get("VersionData");
        if (row == null || !(data instanceof Content content)) {
            return Reply.empty(404);
        }
        String name = row.type.equals("Attachment") ? row.text("Name") : Timeline.fileName(row);
        return RestResources.content(content, type)
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", "sandbox; default-src 'none'")
                .with(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(String.valueOf(name), StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
    }

    /** A file by its plain address; this page is nobody's, so what is only its owner's is not there for it. */
    private Reply shared(String id) {
        for (var org : orgs.world().orgs()) {
            OrgStore store = orgs.store(org.orgId);
            store.lock.readLock().lock();
            try {
                Row version = store.live(Ids.normal(id));
                if (version != null && version.type.equals("ContentVersion") && isShared(store, version)) {
                    String extension = String.valueOf(version.text("FileExtension"));
                    return file(store, id, PICTURES.getOrDefault(extension, "application/octet-stream"));
                }
            } finally {
                store.lock.readLock().unlock();
            }
        }
        return Reply.empty(404);
    }

    private static boolean isShared(OrgStore store, Row version) {
        return store
                .table("ContentDocumentLink")
                .by("ContentDocumentId", String.valueOf(version.text("ContentDocumentId")))
                .stream()
                .filter(link -> !link.deleted())
                .map(link -> store.live(link.text("LinkedEntityId")))
                .anyMatch(place -> place != null && !place.type.equals("User"));
    }

    private static Reply mail(OrgStore store, String id) {
        Row row = store.live(Ids.normal(id));
        String html = row == null ? null : row.text("HtmlBody");
        return html == null
                ? Reply.empty(404)
                : Reply.html(200, html)
                        .with("Content-Security-Policy", MAIL_CSP)
                        .with("Referrer-Policy", "no-referrer")
                        .with("X-Content-Type-Options", "nosniff");
    }

    private Reply anyOrg(String id) {
        for (var org : orgs.world().orgs()) {
            OrgStore store = orgs.store(org.orgId);
            store.lock.readLock().lock();
            try {
                if (store.find(Ids.normal(id)) != null) {
                    return Reply.empty(302).with("Location", "/org/" + org.orgId + "/record/" + id);
                }
            } finally {
                store.lock.readLock().unlock();
            }
        }
        return page(404, PageShell.wrap("Not found", null, missing()));
    }

    private Html home() {
        Html html = new Html()
                .raw("<h1>Salesforce</h1><p class=\"lead\">The companies of the sandbox. Choose one to see its "
                        + "records, activities and files.</p><ul class=\"cards\">");
        for (var org : orgs.world().orgs()) {
            List<Person> people = orgs.world().people().stream()
                    .filter(person -> person.orgId().equals(org.orgId))
                    .toList();
            Html names = new Html();
            people.forEach(person -> names.format(
                    "<li><a href=\"/org/%s/list/Task?owner=%s\">%s</a> <span class=\"quiet\">%s</span></li>",
                    org.orgId, person.salesforceUserId(), person.displayName(), person.mail()));
            html.format(
                    "<li class=\"card\"><h2><a href=\"/org/%s\">%s</a></h2><p class=\"quiet\">%s</p><ul>%s</ul></li>",
                    org.orgId, org.name, org.enhancedEmail ? "Enhanced Email" : "mail as tasks", names);
        }
        return html.raw("</ul>");
    }

    private static Html missing() {
        return new Html()
                .raw("<h1>Not found</h1><p>There is no such page or record. <a href=\"/\">All companies</a></p>");
    }

    private static Reply asset(String name, String type) {
        return Reply.of(200, type, SchemaStatement.resource("/sandbox/" + name).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-cache");
    }

    private static Reply page(String html) {
        return page(200, html);
    }

    private static Reply page(int status, String html) {
        Reply reply = Reply.html(status, html);
        for (Map.Entry<String, String> header : Map.of(
                        "Content-Security-Policy", CSP,
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-store")
                .entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    /** A link to a record; just its name where there is none. */
    static Html link(OrgStore store, @Nullable Object id) {
        Row row = store.find((String) id);
        Html html = new Html();
        if (row == null) {
            return html.text(id);
        }
        String name = Names.of(row);
        return html.format(
                "<a href=\"/org/%s/record/%s\">%s</a>",
                store.org.orgId, row.id, name == null || name.isBlank() ? row.type + " " + row.id : name);
    }
}
