package app.tandem.crm.salesforce;

import app.tandem.crm.OrgProfile;
import com.sforce.soap.partner.ChildRelationship;
import com.sforce.soap.partner.DescribeGlobalSObjectResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.GetUserInfoResult;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the shape of an org: three calls, five where an object is missing that most orgs have. */
final class Describing {

    private static final Set<String> WRITTEN =
            Set.of("Task", "Contact", "EmailMessage", "ContentVersion", "Attachment");

    private static final List<String> OBJECTS = List.of(
            "Task",
            "EmailMessage",
            "Contact",
            "Lead",
            "Account",
            "Opportunity",
            "OpportunityContactRole",
            "Case",
            "ContentVersion",
            "ContentDocumentLink",
            "Attachment",
            "TaskStatus");

    /** What the adapter asks for, beside mail fields; whatever else an org has is not kept. */
    private static final Set<String> ASKED = Set.of(
            "Id",
            "AccountId",
            "OwnerId",
            "CreatedDate",
            "LastActivityDate",
            "IsPersonAccount",
            "IsConverted",
            "Website",
            "IsClosed",
            "CloseDate",
            "CaseNumber",
            "ContactId",
            "MessageIdentifier",
            "Description",
            "Name",
            "Subject",
            "ActivityDate",
            "ApiName",
            "MasterLabel",
            "Checksum",
            "SortOrder",
            OrgShape.MESSAGE_KEY,
            OrgShape.ATTACHMENT_KEY);

    private static final String COMPLETED = "Completed";

    private final Conversation conversation;
    private final Queries queries;

    Describing(Conversation conversation) {
        this.conversation = conversation;
        this.queries = new Queries(conversation);
    }

    /** The org as the user sees it now. */
    OrgShape shape() {
        Map<String, DescribeSObjectResult> objects = objects();
        GetUserInfoResult user = conversation.read(connection -> connection.getUserInfo());
        Map<String, Set<String>> readable = new HashMap<>();
        Map<String, List<String>> mailFields = new HashMap<>();
        Map<String, Map<String, OrgProfile.Field>> writable = new HashMap<>();
        Map<String, Map<String, OrgProfile.Field>> changeable = new HashMap<>();
        objects.forEach((name, object) -> {
            readable.put(name, readable(object));
            mailFields.put(name, mailFields(object));
            if (WRITTEN.contains(name) && object.isCreateable()) {
                writable.put(name, writable(object));
            }
            if (WRITTEN.contains(name) && object.isUpdateable()) {
                changeable.put(name, fields(object, Field::isUpdateable));
            }
        });
        Map<String, Boolean> statuses = taskStatuses(readable);
        return new OrgShape(
                profile(user, writable, closedStatus(statuses)),
                Map.copyOf(readable),
                Map.copyOf(mailFields),
                linkable(objects.get("Task")),
                Map.copyOf(changeable),
                statuses);
    }

    /** The object of every key prefix. */
    Map<String, String> prefixes() {
        Map<String, String> prefixes = new HashMap<>();
        for (DescribeGlobalSObjectResult object :
                conversation.read(connection -> connection.describeGlobal()).getSobjects()) {
            if (object.getKeyPrefix() != null && object.isQueryable() && !object.isDeprecatedAndHidden()) {
                prefixes.put(object.getKeyPrefix(), object.getName());
            }
        }
        return Map.copyOf(prefixes);
    }

    private Map<String, DescribeSObjectResult> objects() {
        try {
            return objects(OBJECTS);
        } catch (CallFailed failed) {
            if (!failed.code().equals("INVALID_TYPE")) {
                throw failed;
            }
            Set<String> there = new HashSet<>();
            for (DescribeGlobalSObjectResult object :
                    conversation.read(connection -> connection.describeGlobal()).getSobjects()) {
                there.add(object.getName());
            }
            return objects(OBJECTS.stream().filter(there::contains).toList());
        }
    }

    private Map<String, DescribeSObjectResult> objects(List<String> names) {
        Map<String, DescribeSObjectResult> objects = new HashMap<>();
        String[] all = names.toArray(String[]::new);
        for (DescribeSObjectResult object : conversation.read(connection -> connection.describeSObjects(all))) {
            objects.put(object.getName(), object);
        }
        return objects;
    }

    private static Set<String> readable(DescribeSObjectResult object) {
        Set<String> readable = new HashSet<>();
        for (Field field : object.getFields()) {
            if (ASKED.contains(field.getName())
                    || TaskItems.FIELDS.contains(field.getName())
                    || TaskItems.OF_MAIL.contains(field.getName())
                    || ContactItems.FIELDS.contains(field.getName())) {
                readable.add(field.getName());
            }
        }
        return Set.copyOf(readable);
    }

    private static Set<String> linkable(@org.jspecify.annotations.Nullable DescribeSObjectResult task) {
        Set<String> linkable = new HashSet<>();
        for (Field field : task == null ? new Field[0] : task.getFields()) {
            if (field.getReferenceTo() != null && Set.of("WhoId", "WhatId").contains(field.getName())) {
                linkable.addAll(List.of(field.getReferenceTo()));
            }
        }
        return Set.copyOf(linkable);
    }

    private static List<String> mailFields(DescribeSObjectResult object) {
        List<String> names = new ArrayList<>();
        for (Field field : object.getFields()) {
            if (field.getType() == FieldType.email && field.isFilterable()) {
                names.add(field.getName());
            }
        }
        return List.copyOf(names);
    }

    private static Map<String, OrgProfile.Field> writable(DescribeSObjectResult object) {
        Map<String, OrgProfile.Field> writable = fields(object, Field::isCreateable);
        for (ChildRelationship relationship : object.getChildRelationships()) {
            if (relationship.getJunctionIdListNames() != null) {
                for (String list : relationship.getJunctionIdListNames()) {
                    writable.put(list, new OrgProfile.Field(0, false));
                }
            }
        }
        return Map.copyOf(writable);
    }

    private static Map<String, OrgProfile.Field> fields(DescribeSObjectResult object, Predicate<Field> which) {
        Map<String, OrgProfile.Field> fields = new HashMap<>();
        for (Field field : object.getFields()) {
            if (which.test(field)) {
                boolean required = !field.isNillable() && !field.isDefaultedOnCreate();
                fields.put(field.getName(), new OrgProfile.Field(field.getLength(), required));
            }
        }
        return fields;
    }

    private static OrgProfile profile(
            GetUserInfoResult user, Map<String, Map<String, OrgProfile.Field>> writable, String closedStatus) {
        return new OrgProfile(
                RecordIds.full(user.getUserId()).orElse(user.getUserId()),
                zone(user.getUserTimeZone()),
                writable.containsKey("EmailMessage"),
                writable.getOrDefault("Task", Map.of()).containsKey("TaskWhoIds"),
                writable.containsKey("ContentVersion"),
                writable.containsKey("Attachment"),
                user.getOrgAttachmentFileSizeLimit(),
                closedStatus,
                Map.copyOf(writable));
    }

    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** "Completed" where the org has it, else its first closed status (sync E-3). */
    private static String closedStatus(Map<String, Boolean> statuses) {
        boolean usual = statuses.getOrDefault(COMPLETED, false);
        return statuses.entrySet().stream()
                .filter(status -> status.getValue() && !usual)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(COMPLETED);
    }

    private Map<String, Boolean> taskStatuses(Map<String, Set<String>> readable) {
        Set<String> fields = readable.getOrDefault("TaskStatus", Set.of());
        String name = fields.contains("ApiName") ? "ApiName" : "MasterLabel";
        Map<String, Boolean> statuses = new LinkedHashMap<>();
        if (fields.containsAll(Set.of(name, "IsClosed", "SortOrder"))) {
            List<Soql.Order> order = List.of(new Soql.Order("SortOrder", false));
            queries.all(Soql.select(List.of(name, "IsClosed"), "TaskStatus", null, order, 0))
                    .forEach(status -> statuses.put(status.required(name), status.flag("IsClosed")));
        }
        return Collections.unmodifiableMap(statuses);
    }
}
