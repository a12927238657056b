package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.MailsSent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes single records: fields checked against the schema, then the rules of their type, then the store. */
final class RecordWriter {

    private final Tx tx;
    private final Viewer viewer;
    private final WriteOptions options;
    private final RecordChecks checks;

    RecordWriter(Tx tx, Viewer viewer, WriteOptions options) {
        this.tx = tx;
        this.viewer = viewer;
        this.options = options;
        this.checks = new RecordChecks(tx.store, viewer);
    }

    /** The type of a draft; a type the org does not have refuses the whole call. */
    ObjectType type(String name) {
        ObjectType type = tx.store.schema().find(name);
        if (type == null || viewer.schema().find(name) == null) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        return type;
    }

    Row create(Draft draft) {
        ObjectType type = type(draft.type());
        allow(type, "create");
        if (draft.id() != null) {
            throw RowError.of("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");
        }
        Map<String, List<String>> junctions = new HashMap<>();
        Map<String, Object> values = values(type, draft, junctions, true);
        return insert(type, values, junctions);
    }

    /** Inserts values that are already of their fields' types. */
    Row insert(ObjectType type, Map<String, Object> values, Map<String, List<String>> junctions) {
        Rules rules = Rules.of(type.name());
        Rules.Write write = new Rules.Write(tx, viewer, options, junctions);
        String assigned = options.assign() ? tx.store.org.assignmentRules.get(type.name()) : null;
        if (assigned != null) {
            values.put("OwnerId", assigned);
        }
        defaults(type, values);
        checks.references(type, values);
        rules.beforeInsert(write, values);
        values.values().removeIf(java.util.Objects::isNull);
        checks.required(type, rules, values);
        checks.unique(type, null, values);
        if (!options.allowSave()) {
            DuplicateRule.check(write, type.name(), null, values);
        }
        Row row = tx.insert(type, values);
        rules.afterInsert(write, row);
        notifyOwner(row);
        return row;
    }

    void update(Draft draft) {
        ObjectType type = type(draft.type());
        Row row = target(type, draft.id(), "update");
        allow(type, "update");
        if (!viewer.canEdit(row)) {
            throw insufficient();
        }
        Map<String, List<String>> junctions = new HashMap<>();
        Map<String, Object> changes = values(type, draft, junctions, false);
        for (String name : draft.nulls()) {
            clear(type, name, changes, junctions);
        }
        Rules rules = Rules.of(type.name());
        Rules.Write write = new Rules.Write(tx, viewer, options, junctions);
        checks.references(type, changes);
        rules.beforeUpdate(write, row, changes);
        checks.unique(type, row, changes);
        if (!options.allowSave() && changes.containsKey("Email")) {
            DuplicateRule.check(write, type.name(), row, changes);
        }
        Map<String, Object> before = row.values();
        Object ownerBefore = row.get("OwnerId");
        tx.change(row, changes);
        rules.afterUpdate(write, row, before);
        if (changes.containsKey("OwnerId") && !java.util.Objects.equals(ownerBefore, row.get("OwnerId"))) {
            notifyOwner(row);
        }
    }

    void delete(String given) {
        Row row = target(given);
        ObjectType type = tx.store.schema().type(row.type);
        allow(type, "delete");
        if (!viewer.canDelete(row)) {
            throw insufficient();
        }
        Cascade.delete(new Rules.Write(tx, viewer, options, Map.of()), row);
    }

    String undelete(String given) {
        Row row = binned(given);
        if (Names.purged(row, tx.store.clock.now())) {
            throw RowError.of("UNDELETE_FAILED", "entity is not in the recycle bin");
        }
        checks.unique(tx.store.schema().type(row.type), row, row.values());
        Cascade.undelete(tx, row);
        return row.id;
    }

    String purge(String given) {
        Row row = binned(given);
        tx.erase(row);
        return row.id;
    }

    private Row binned(String given) {
        Row row = tx.store.find(Ids.normal(given.strip()));
        if (row == null || !row.deleted()) {
            throw RowError.of("UNDELETE_FAILED", "entity is not in the recycle bin");
        }
        if (!viewer.canDelete(row)) {
            throw insufficient();
        }
        return row;
    }

    /** The live record of an id, or the error the platform gives for it. */
    Row target(@Nullable String given) {
        String id = given == null || given.isBlank() ? null : Ids.normal(given.strip());
        if (given == null || given.isBlank()) {
            throw RowError.of("MISSING_ARGUMENT", "Id not specified in an update call", "Id");
        }
        if (id == null) {
            throw RowError.of("MALFORMED_ID", "malformed id " + given, "Id");
        }
        Row row = tx.store.find(id);
        if (row == null || (!row.deleted() && !viewer.canRead(row))) {
            throw RowError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (row.deleted()) {
            throw RowError.of("ENTITY_IS_DELETED", "entity is deleted");
        }
        return row;
    }

    private Row target(ObjectType type, @Nullable String id, String call) {
        Row row = target(id);
        if (!row.type.equals(type.name())) {
            throw RowError.of("INVALID_ID_FIELD", "id value of incorrect type: " + id, "Id");
        }
        return row;
    }

    private static void allow(ObjectType type, String call) {
        if (!type.accepts(call)) {
            throw RowError.of("INVALID_TYPE_FOR_OPERATION", "entity type " + type.name() + " does not support " + call);
        }
    }

    private static RowError insufficient() {
        return RowError.of("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
    }

    private Map<String, Object> values(
            ObjectType type, Draft draft, Map<String, List<String>> junctions, boolean create) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> locked = new ArrayList<>();
        draft.values().forEach((name, given) -> {
            Field field = given instanceof Draft ? type.parent(name).orElse(null) : type.field(name);
            if (field == null) {
                throw Refusal.of("INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
            }
            Field seen = viewer.schema().type(type.name()).field(field.name());
            if (seen == null || !(create ? seen.createable() : seen.updateable())) {
                locked.add(field.name());
            } else if (field.junction()) {
                junctions.put(field.name(), ids(field, given));
            } else {
                values.put(field.name(), value(field, given));
            }
        });
        if (!locked.isEmpty()) {
            throw new RowError(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "Unable to create/update fields: " + String.join(", ", locked)
                            + ". Please check the security settings of this field and verify that it is read/write for your"
                            + " profile or permission set.",
                    locked);
        }
        return values;
    }

    private @Nullable Object value(Field field, Object given) {
        return switch (given) {
            case Content content when field.type().equals("base64") -> content;
            case Content content -> FieldValues.read(field, content.base64(), options.truncate());
            case Draft parent -> byExternalId(field, parent);
            case List<?> list -> FieldValues.read(field, list.getLast().toString(), options.truncate());
            default -> FieldValues.read(field, given.toString(), options.truncate());
        };
    }

    private static List<String> ids(Field field, Object given) {
        List<String> ids = new ArrayList<>();
        for (Object each : given instanceof List<?> list ? list : List.of(given)) {
            String id = Ids.normal(each.toString().strip());
            if (id == null) {
                throw RowError.of("MALFORMED_ID", field.name() + ": id value of incorrect type: " + each, field.name());
            }
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private String byExternalId(Field field, Draft parent) {
        ObjectType type = type(parent.type());
        if (parent.values().size() != 1 || !field.to().contains(type.name())) {
            throw Refusal.of("INVALID_FIELD", "exactly one external id is expected for the parent " + field.rel());
        }
        Map.Entry<String, Object> key = parent.values().entrySet().iterator().next();
        List<Row> found =
                ExternalIds.find(tx.store, type, key.getKey(), key.getValue().toString());
        if (found.isEmpty()) {
            throw RowError.of(
                    "INVALID_FIELD",
                    "Foreign key external ID: " + key.getValue() + " not found for field " + key.getKey()
                            + " in entity " + type.name());
        }
        if (found.size() > 1) {
            throw ExternalIds.several(found, key.getKey(), key.getValue().toString());
        }
        return found.getFirst().id;
    }

    private static void clear(
            ObjectType type, String name, Map<String, Object> changes, Map<String, List<String>> junctions) {
        Field field = type.field(name);
        if (field == null) {
            throw Refusal.of("INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
        }
        if (!field.updateable()) {
            throw RowError.of(
                    "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: " + field.name(), field.name());
        }
        if (field.junction()) {
            junctions.put(field.name(), List.of());
        } else if (field.type().equals("boolean")) {
            changes.put(field.name(), false);
        } else if (!field.nillable()) {
            throw RowError.of(
                    "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field.name() + "]", field.name());
        } else {
            changes.put(field.name(), null);
        }
    }

    private void defaults(ObjectType type, Map<String, Object> values) {
        for (Field field : type.fields()) {
            if (values.get(field.name()) != null) {
                continue;
            }
            if (field.name().equals("RecordTypeId")) {
                PageStatement.instance().recordTypes(type.name()).stream()
                        .filter(PageStatement.RecordType::isDefault)
                        .forEach(each -> values.put("RecordTypeId", each.id()));
            }
            if (field.initial() != null) {
                values.put(
                        field.name(), java.util.Objects.requireNonNull(FieldValues.read(field, field.initial(), true)));
            } else if (field.name().equals("OwnerId")) {
                values.put("OwnerId", viewer.userId());
            }
        }
        values.values().removeIf(java.util.Objects::isNull);
    }

    private void notifyOwner(Row row) {
        String owner = row.text("OwnerId");
        if (options.mailUsers() && owner != null && !owner.equals(viewer.userId())) {
            Row user = tx.store.find(owner);
            if (user != null && user.type.equals("User") && user.text("Email") != null) {
                tx.store.mails.add(new MailsSent.Sent(
                        tx.store.clock.now(),
                        "salesforce",
                        "notification",
                        viewer.mail(),
                        List.of(java.util.Objects.requireNonNull(user.text("Email"))),
                        List.of()));
            }
        }
    }
}
