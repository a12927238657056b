package app.tandem.sandbox.salesforce;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ContentVersion: a first version makes its ContentDocument and links it; a later one takes over. */
final class ContentVersionRules implements Rules {

    static final ContentVersionRules INSTANCE = new ContentVersionRules();

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("pdf", "PDF"),
            Map.entry("txt", "TEXT"),
            Map.entry("csv", "CSV"),
            Map.entry("png", "PNG"),
            Map.entry("jpg", "JPG"),
            Map.entry("jpeg", "JPEG"),
            Map.entry("gif", "GIF"),
            Map.entry("doc", "WORD"),
            Map.entry("docx", "WORD_X"),
            Map.entry("xls", "EXCEL"),
            Map.entry("xlsx", "EXCEL_X"),
            Map.entry("ppt", "POWER_POINT"),
            Map.entry("pptx", "POWER_POINT_X"),
            Map.entry("zip", "ZIP"),
            Map.entry("html", "HTML"),
            Map.entry("xml", "XML"));

    @Override
    public Set<String> notRequired() {
        return Set.of("ContentDocumentId");
    }

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        String path = (String) values.get("PathOnClient");
        Content data = (Content) values.get("VersionData");
        if (path == null && values.get("ContentUrl") == null) {
            throw RowError.of("REQUIRED_FIELD_MISSING", "Required fields are missing: [PathOnClient]", "PathOnClient");
        }
        if (data == null && values.get("ContentUrl") == null) {
            throw RowError.of("REQUIRED_FIELD_MISSING", "Required fields are missing: [VersionData]", "VersionData");
        }
        String file = path == null ? "" : path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        values.putIfAbsent("Title", file);
        describe(values, file, data);
        Row document = write.store().live((String) values.get("ContentDocumentId"));
        if (document != null && values.get("FirstPublishLocationId") != null) {
            throw RowError.of(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "FirstPublishLocationId is for the first version only",
                    "FirstPublishLocationId");
        }
        int number = 1;
        if (document != null) {
            for (Row other : write.store().table("ContentVersion").by("ContentDocumentId", document.id)) {
                number++;
                write.tx().touch(other, Map.of("IsLatest", false));
            }
        }
        values.put("IsLatest", true);
        values.put("VersionNumber", String.valueOf(number));
        values.putIfAbsent("IsMajorVersion", true);
        values.put("PublishStatus", "P");
        values.putIfAbsent("ContentModifiedDate", write.store().now());
        values.put("ContentModifiedById", write.viewer().userId());
        values.put("ContentBodyId", write.store().ids.next("05T"));
    }

    private static void describe(Map<String, Object> values, String file, @Nullable Content data) {
        int dot = file.lastIndexOf('.');
        String extension = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (!extension.isEmpty() && extension.length() <= 40) {
            values.put("FileExtension", extension);
        }
        values.put("FileType", TYPES.getOrDefault(extension, extension.isEmpty() ? "UNKNOWN" : cut(extension)));
        if (data != null) {
            values.put("ContentSize", data.length());
            values.put("Checksum", data.checksum());
        }
    }

    private static String cut(String extension) {
        String upper = extension.toUpperCase(Locale.ROOT);
        return upper.length() > 20 ? "UNKNOWN" : upper;
    }

    @Override
    public void afterInsert(Write write, Row version) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("Title", version.get("Title"));
        facts.put("FileExtension", version.get("FileExtension"));
        facts.put("FileType", version.get("FileType"));
        facts.put("ContentSize", version.get("ContentSize"));
        facts.put("Description", version.get("Description"));
        facts.put("LatestPublishedVersionId", version.id);
        facts.put("ContentModifiedDate", version.get("ContentModifiedDate"));
        String documentId = version.text("ContentDocumentId");
        if (documentId != null) {
            write.tx().change(Objects.requireNonNull(write.store().find(documentId)), facts);
            return;
        }
        facts.put("OwnerId", version.get("OwnerId"));
        facts.put("PublishStatus", "P");
        facts.values().removeIf(Objects::isNull);
        Row document = write.tx().insert(write.schema().type("ContentDocument"), facts);
        write.tx()
                .touch(
                        version,
                        Map.of(
                                "ContentDocumentId",
                                document.id,
                                "VersionDataUrl",
                                "/sfc/servlet.shepherd/version/download/" + version.id));
        ContentLinkRules.link(write, document.id, Objects.requireNonNull(version.text("OwnerId")), "I");
        String place = version.text("FirstPublishLocationId");
        if (place != null && !place.equals(version.get("OwnerId"))) {
            ContentLinkRules.checkPlace(write, place);
            ContentLinkRules.link(write, document.id, place, "V");
        }
    }

    @Override
    public void afterUpdate(Write write, Row version, Map<String, Object> before) {
        Row document = write.store().live(version.text("ContentDocumentId"));
        if (version.is("IsLatest")
                && document != null
                && !Objects.equals(document.get("Title"), version.get("Title"))) {
            write.tx().touch(document, Map.of("Title", Objects.requireNonNull(version.get("Title"))));
        }
    }
}
