package app.tandem.sandbox.salesforce;

import java.util.Map;
import java.util.Objects;

/** Attachment: the org's size limit, and on an activity the activity's owner. */
final class AttachmentRules implements Rules {

    static final AttachmentRules INSTANCE = new AttachmentRules();

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        Content body = (Content) values.get("Body");
        if (body == null) {
            throw RowError.of("REQUIRED_FIELD_MISSING", "Required fields are missing: [Body]", "Body");
        }
        if (body.length() > write.store().org.attachmentLimit) {
            throw RowError.of(
                    "MAXIMUM_SIZE_OF_ATTACHMENT",
                    "attachment is larger than " + write.store().org.attachmentLimit,
                    "Body");
        }
        values.put("BodyLength", body.length());
        Row parent = write.store().live((String) values.get("ParentId"));
        if (parent != null && (parent.type.equals("Task") || parent.type.equals("Event"))) {
            values.put("OwnerId", Objects.requireNonNull(parent.get("OwnerId")));
        }
    }

    @Override
    public void afterInsert(Write write, Row row) {
        Row parent = write.store().live(row.text("ParentId"));
        if (parent != null && parent.type.equals("EmailMessage")) {
            write.tx().touch(parent, Map.of("HasAttachment", true));
        }
    }
}
