package app.tandem.sandbox.salesforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Head, navigation and search box around a page. */
final class PageShell {

    static final List<String> TABS = List.of(
            "Account",
            "Contact",
            "Lead",
            "Opportunity",
            "Case",
            "Task",
            "Event",
            "EmailMessage",
            "ContentDocument",
            "User");

    private PageShell() {}

    static String wrap(String title, @Nullable OrgStore store, Html body) {
        Html html = new Html()
                .raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<meta name=\"color-scheme\" content=\"light dark\">")
                .format("<title>%s</title>", title)
                .raw(
                        "<link rel=\"stylesheet\" href=\"/org-page.css\"><script src=\"/org-page.js\" defer></script></head><body>"
                                + "<a class=\"skip\" href=\"#main\">Skip to content</a><header class=\"bar\">"
                                + "<a class=\"home\" href=\"/\">Salesforce <span>sandbox</span></a>");
        if (store != null) {
            String base = "/org/" + store.org.orgId;
            html.format("<a class=\"org\" href=\"%s\">%s</a>", base, store.org.name)
                    .format(
                            "<form class=\"search\" role=\"search\" action=\"%s/search\"><input type=\"search\" name=\"q\""
                                    + " aria-label=\"Search records\" placeholder=\"Search records\"><button>Search</button></form>",
                            base)
                    .raw("</header><nav class=\"tabs\" aria-label=\"Objects\"><ul>");
            for (String tab : TABS) {
                ObjectType type = store.schema().find(tab);
                if (type != null) {
                    html.format("<li><a href=\"%s/list/%s\">%s</a></li>", base, tab, ListView.plural(type));
                }
            }
            html.raw("</ul></nav>");
        } else {
            html.raw("</header>");
        }
        return html.raw("<main id=\"main\">")
                .add(body)
                .raw("</main></body></html>")
                .toString();
    }
}
