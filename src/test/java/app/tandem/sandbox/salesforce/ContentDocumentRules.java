package app.tandem.sandbox.salesforce;

import java.util.Map;

/** ContentDocument: a new title goes to its latest version. */
final class ContentDocumentRules implements Rules {

    static final ContentDocumentRules INSTANCE = new ContentDocumentRules();

    @Override
    public void afterUpdate(Write write, Row document, Map<String, Object> before) {
        Row latest = write.store().find(document.text("LatestPublishedVersionId"));
        Object title = document.get("Title");
        if (latest != null && title != null && !title.equals(latest.get("Title"))) {
            write.tx().touch(latest, Map.of("Title", title));
        }
    }
}
