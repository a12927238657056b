package app.tandem.sandbox.salesforce;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user of an org and what that user may see and change. Coarse on purpose: an administrator may everything; a private
 * model leaves a user the own records; activities, mails and files follow their owner and the records they hang on.
 */
record Viewer(OrgStore store, String userId, String mail, String client, boolean admin, ZoneId zone) {

    private static final Set<String> COMPANY_WIDE = Set.of("Account", "Contact", "Lead", "Opportunity", "Case");

    /** The object types and fields that this user sees. */
    Schema schema() {
        Set<String> hidden = Set.copyOf(store.org.hiddenFromUsers);
        Set<String> locked = Set.copyOf(store.org.lockedForUsers);
        return admin || hidden.isEmpty() && locked.isEmpty()
                ? store.schema()
                : store.schema().narrowed(hidden, locked);
    }

    boolean canRead(@Nullable Row row) {
        if (row == null) {
            return false;
        }
        if (admin || mine(row)) {
            return true;
        }
        return switch (row.type) {
            case "Contact" -> row.get("AccountId") != null && !store.org.privateModel;
            case "Account", "Lead", "Opportunity", "Case" -> !store.org.privateModel;
            case "Task", "Event" -> reads(row, "WhoId") || reads(row, "WhatId") || invited(row);
            case "TaskRelation", "TaskWhoRelation" -> reads(row, "TaskId");
            case "EventRelation", "EventWhoRelation" -> reads(row, "EventId");
            case "EmailMessage" ->
                createdByMe(row) || reads(row, "ActivityId") || reads(row, "ParentId") || reads(row, "RelatedToId");
            case "EmailMessageRelation" -> reads(row, "EmailMessageId");
            case "OpportunityContactRole" -> reads(row, "OpportunityId");
            case "Attachment", "FeedItem" -> reads(row, "ParentId");
            case "ContentVersion" -> reads(row, "ContentDocumentId");
            case "ContentDocument" ->
                store.table("ContentDocumentLink").by("ContentDocumentId", row.id).stream()
                        .anyMatch(this::isSharedWithMe);
            case "ContentDocumentLink" -> reads(row, "LinkedEntityId");
            case "EmailTemplate" -> isOpenFolder(row);
            case "Folder" -> !"Hidden".equals(row.text("AccessType"));
            default -> true;
        };
    }

    boolean canEdit(Row row) {
        if (admin || mine(row)) {
            return true;
        }
        return switch (row.type) {
            case "Account", "Contact", "Lead", "Opportunity", "Case" -> canRead(row) && !store.org.readOnlyModel;
            case "TaskRelation" -> edits(row, "TaskId");
            case "EventRelation" -> edits(row, "EventId");
            case "EmailMessage" -> createdByMe(row);
            case "EmailMessageRelation" -> edits(row, "EmailMessageId");
            case "OpportunityContactRole" -> edits(row, "OpportunityId");
            case "ContentDocumentLink" -> reads(row, "ContentDocumentId") || reads(row, "LinkedEntityId");
            case "ContentVersion", "ContentDocument", "Attachment" -> createdByMe(row);
            case "User" -> row.id.equals(userId);
            default -> false;
        };
    }

    boolean canDelete(Row row) {
        return COMPANY_WIDE.contains(row.type) ? admin || mine(row) : canEdit(row);
    }

    /** Personal templates lie in their owner's own folder. */
    private boolean isOpenFolder(Row template) {
        Row folder = store.live(template.text("FolderId"));
        return folder != null && (folder.type.equals("User") ? folder.id.equals(userId) : canRead(folder));
    }

    private boolean mine(Row row) {
        return userId.equals(row.get("OwnerId"));
    }

    private boolean createdByMe(Row row) {
        return userId.equals(row.get("CreatedById"));
    }

    private boolean invited(Row row) {
        return row.type.equals("Event")
                && store.table("EventRelation").by("EventId", row.id).stream()
                        .anyMatch(relation -> userId.equals(relation.get("RelationId")));
    }

    private boolean reads(Row row, String reference) {
        Row other = store.live(row.text(reference));
        return other != null && canRead(other);
    }

    /** A file of somebody else's own is nobody's but his; at a record it is for whoever sees the record. */
    private boolean isSharedWithMe(Row link) {
        Row place = link.deleted() ? null : store.live(link.text("LinkedEntityId"));
        return place != null && (place.type.equals("User") ? place.id.equals(userId) : canRead(place));
    }

    private boolean edits(Row row, String reference) {
        Row other = store.live(row.text(reference));
        return other != null && canEdit(other);
    }
}
