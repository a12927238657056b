package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** describeGlobal and describeSObject: what the schema says, in the API's words. */
final class Describe {

    private static final Set<String> FEEDS =
            Set.of("Account", "Contact", "Lead", "Opportunity", "Case", "Task", "Event");
    private static final Set<String> NO_SEARCH =
            Set.of("boolean", "int", "double", "currency", "percent", "date", "datetime");
    private static final Map<String, String> JUNCTIONS = Map.of(
            "TaskWhoIds", "TaskRelations",
            "EventWhoIds", "EventRelations",
            "AcceptedEventInviteeIds", "EventRelations",
            "DeclinedEventInviteeIds", "EventRelations",
            "UndecidedEventInviteeIds", "EventRelations",
            "ToIds", "EmailMessageRelations",
            "CcIds", "EmailMessageRelations",
            "BccIds", "EmailMessageRelations",
            "ContentDocumentIds", "ContentDocumentLinks");

    private Describe() {}

    static Struct global(Schema schema) {
        return Struct.of(
                "encoding",
                "UTF-8",
                "maxBatchSize",
                Writes.MOST_ROWS,
                "sobjects",
                schema.all().stream().map(Describe::head).toList());
    }

    static Struct object(Schema schema, String name) {
        ObjectType type = schema.find(name.strip());
        if (type == null) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        String url = type.prefix().equals("-") ? null : "/{ID}";
        return head(type)
                .and("childRelationships", children(schema, type))
                .and("compactLayoutable", type.accepts("describeLayout"))
                .and("fields", fields(type))
                .and("listviewable", false)
                .and("lookupLayoutable", false)
                .and("recordTypeInfos", recordTypes(type))
                .and("searchLayoutable", type.accepts("search"))
                .and(
                        "supportedScopes",
                        List.of(
                                Struct.of("label", "All " + plural(type), "name", "everything"),
                                Struct.of("label", "My " + plural(type), "name", "mine")))
                .and("urlDetail", url)
                .and("urlEdit", url == null ? null : url + "/e")
                .and("urlNew", url == null ? null : "/" + type.prefix() + "/e");
    }

    private static List<Struct> recordTypes(ObjectType type) {
        List<PageStatement.RecordType> types = PageStatement.instance().recordTypes(type.name());
        List<Struct> infos = new ArrayList<>();
        types.forEach(each -> infos.add(recordType(each.id(), each.name(), each.label(), false, each.isDefault())));
        infos.add(recordType(Layouts.MASTER, "Master", "Master", true, types.isEmpty()));
        return infos;
    }

    private static Struct recordType(String id, String name, String label, boolean master, boolean isDefault) {
        return Struct.of(
                "active", true,
                "available", true,
                "defaultRecordTypeMapping", isDefault,
                "developerName", name,
                "master", master,
                "name", label,
                "recordTypeId", id);
    }

    private static Struct head(ObjectType type) {
        return Struct.of(
                "activateable", false,
                "createable", type.accepts("create"),
                "custom", type.name().endsWith("__c"),
                "customSetting", false,
                "deletable", type.accepts("delete"),
                "feedEnabled", FEEDS.contains(type.name()),
                "keyPrefix", type.prefix().equals("-") ? null : type.prefix(),
                "label", type.label(),
                "labelPlural", plural(type),
                "layoutable", type.accepts("describeLayout"),
                "mergeable", type.accepts("merge"),
                "mruEnabled", type.accepts("describeLayout"),
                "name", type.name(),
                "queryable", type.accepts("query"),
                "replicateable", type.accepts("getUpdated"),
                "retrieveable", type.accepts("retrieve"),
                "searchable", type.accepts("search"),
                "triggerable", type.accepts("create"),
                "undeletable", type.accepts("undelete"),
                "updateable", type.accepts("update"));
    }

    private static List<Struct> children(Schema schema, ObjectType type) {
        List<Struct> children = new ArrayList<>();
        for (ObjectType.Child child : type.children()) {
            List<String> lists = type.fields().stream()
                    .filter(field -> field.junction() && child.relationship().equals(JUNCTIONS.get(field.name())))
                    .map(Field::name)
                    .toList();
            Field reference = schema.type(child.object()).field(child.field());
            children.add(Struct.of(
                    "cascadeDelete",
                    reference != null && !reference.nillable(),
                    "childSObject",
                    child.object(),
                    "deprecatedAndHidden",
                    false,
                    "field",
                    child.field(),
                    "junctionIdListNames",
                    lists,
                    "junctionReferenceTo",
                    lists.isEmpty() ? List.of() : List.of("Contact", "Lead"),
                    "relationshipName",
                    child.relationship()));
        }
        return children;
    }

    private static List<Struct> fields(ObjectType type) {
        return type.fields().stream()
                .filter(field -> !field.junction())
                .map(field -> field(type, field))
                .toList();
    }

    private static Struct field(ObjectType type, Field field) {
        boolean sortable = field.filterable() && !field.type().equals("multipicklist");
        Struct struct = Struct.of(
                "aggregatable", field.filterable() && !field.type().equals("boolean"),
                "autoNumber", field.name().equals("CaseNumber"),
                "byteLength", Math.min(field.length() * 3L, Integer.MAX_VALUE),
                "calculated", false,
                "caseSensitive", false,
                "createable", field.createable(),
                "custom", field.custom(),
                "defaultedOnCreate", field.defaulted(),
                "digits", field.type().equals("int") ? (field.precision() > 0 ? field.precision() : 8) : 0,
                "filterable", field.filterable(),
                "groupable", sortable && !field.type().equals("datetime") && !field.isNumber(),
                "idLookup", field.idLookup(),
                "label", field.label(),
                "length", field.length(),
                "name", field.name(),
                "nameField", isName(type, field),
                "namePointing", field.isReference() && field.polymorphic(),
                "nillable", field.nillable(),
                "permissionable", field.custom() || (field.nillable() && field.createable()),
                "polymorphicForeignKey", field.isReference() && field.polymorphic(),
                "precision", field.type().equals("int") ? 0 : field.precision(),
                "referenceTo", field.to(),
                "restrictedPicklist", field.restricted(),
                "scale", field.scale(),
                "searchPrefilterable", field.isReference(),
                "soapType", soap(field),
                "sortable", sortable,
                "type", field.type(),
                "unique", field.unique(),
                "updateable", field.updateable());
        optional(struct, type, field);
        return struct;
    }

    private static void optional(Struct struct, ObjectType type, Field field) {
        if (field.of() != null) {
            struct.and("compoundFieldName", field.of());
        }
        if (field.externalId()) {
            struct.and("externalId", true);
        }
        if (field.type().equals("textarea")) {
            struct.and("extraTypeInfo", "plaintextarea");
        }
        if (field.rel() != null) {
            struct.and("relationshipName", field.rel());
        }
        if (!field.picks().isEmpty() && !NO_SEARCH.contains(field.type())) {
            struct.and("picklistValues", picks(type, field));
        }
        PageStatement.Dependency dependency = PageStatement.instance().dependency(type.name(), field.name());
        if (dependency != null && type.has(dependency.controller())) {
            struct.and("controllerName", dependency.controller()).and("dependentPicklist", true);
        }
        if (field.type().equals("boolean")) {
            struct.and("defaultValue", false);
        }
    }

    /** The choices of a field; of a dependent one with the controlling choices they are valid for. */
    static List<Struct> picks(ObjectType type, Field field) {
        PageStatement.Dependency dependency = PageStatement.instance().dependency(type.name(), field.name());
        Field controller = dependency == null ? null : type.field(dependency.controller());
        return field.picks().stream()
                .map(value -> {
                    Struct pick = Struct.of(
                            "active",
                            true,
                            "defaultValue",
                            value.equals(field.initial()),
                            "label",
                            value,
                            "value",
                            value);
                    if (dependency != null && controller != null) {
                        pick.and(
                                "validFor",
                                validFor(controller.picks(), dependency.valid().getOrDefault(value, List.of())));
                    }
                    return pick;
                })
                .toList();
    }

    /** A bit for each controlling choice, the first one highest; whole bytes, in base64. */
    private static String validFor(List<String> controlling, List<String> valid) {
        byte[] bits = new byte[(controlling.size() + 7) / 8];
        for (int i = 0; i < controlling.size(); i++) {
            if (valid.contains(controlling.get(i))) {
                bits[i >> 3] |= (byte) (0x80 >> (i & 7));
            }
        }
        return Base64.getEncoder().encodeToString(bits);
    }

    static boolean isName(ObjectType type, Field field) {
        return switch (type.name()) {
            case "Task", "Event" -> field.name().equals("Subject");
            case "Case" -> field.name().equals("CaseNumber");
            case "ContentVersion", "ContentDocument" -> field.name().equals("Title");
            default -> field.name().equals("Name");
        };
    }

    private static String soap(Field field) {
        return switch (field.type()) {
            case "id", "reference" -> "tns:ID";
            case "boolean" -> "xsd:boolean";
            case "int" -> "xsd:int";
            case "double", "currency", "percent" -> "xsd:double";
            case "date" -> "xsd:date";
            case "datetime" -> "xsd:dateTime";
            case "time" -> "xsd:time";
            case "base64" -> "xsd:base64Binary";
            case "address" -> "tns:address";
            case "location" -> "tns:location";
            default -> "xsd:string";
        };
    }

    private static String plural(ObjectType type) {
        String label = type.label();
        return label.endsWith("y")
                ? label.substring(0, label.length() - 1) + "ies"
                : label.endsWith("s") ? label + "es" : label + "s";
    }
}
