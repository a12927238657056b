package app.tandem.crm.salesforce;

import app.tandem.crm.FileUpload;
import app.tandem.item.RecordRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The two objects that can hold a file (sync ). */
sealed interface FileKind {

    /** API name of the object. */
    String object();

    /** The field with the bytes. */
    String bodyField();

    /** Name of the part with the other fields in a multipart insert. */
    String partName();

    /** Everything but the bytes. */
    Map<String, String> fields(FileUpload file);

    /** A content document's first version; published where the record takes it in the same call. */
    record Content(boolean keyed) implements FileKind {

        private static final int TITLE = 255;
        private static final int PATH = 500;

        @Override
        public String object() {
            return "ContentVersion";
        }

        @Override
        public String bodyField() {
            return "VersionData";
        }

        @Override
        public String partName() {
            return "entity_content";
        }

        @Override
        public Map<String, String> fields(FileUpload file) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("Title", title(file));
            fields.put("PathOnClient", FileNames.cut(file.name(), PATH));
            RecordRef record = file.record();
            if (record != null && !isMail(record)) {
                fields.put("FirstPublishLocationId", record.id());
            }
            if (keyed) {
                fields.put(OrgShape.ATTACHMENT_KEY, file.attemptKey());
            }
            return fields;
        }

        static String title(FileUpload file) {
            return FileNames.cut(file.name(), TITLE);
        }

        /** The record that does not get the file with its first version: mails take files by a link of their own (salesforce-notes 9). */
        static Optional<RecordRef> linkedApart(FileUpload file) {
            return Optional.ofNullable(file.record()).filter(FileKind.Content::isMail);
        }

        /** Whether the file hangs nowhere once it is inserted. */
        static boolean beginsAlone(FileUpload file) {
            return file.record() == null || isMail(file.record());
        }

        private static boolean isMail(RecordRef record) {
            return record.type().equals("EmailMessage");
        }
    }

    /** A legacy attachment; it belongs to one record. */
    record Legacy() implements FileKind {

        private static final int NAME = 255;
        private static final int TYPE = 120;

        @Override
        public String object() {
            return "Attachment";
        }

        @Override
        public String bodyField() {
            return "Body";
        }

        @Override
        public String partName() {
            return "entity_attachment";
        }

        @Override
        public Map<String, String> fields(FileUpload file) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("ParentId", Objects.requireNonNull(file.record()).id());
            fields.put("Name", name(file));
            if (file.contentType().length() <= TYPE) {
                fields.put("ContentType", XmlText.clean(file.contentType()));
            }
            return fields;
        }

        static String name(FileUpload file) {
            return FileNames.cut(file.name(), NAME);
        }
    }
}
