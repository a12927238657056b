package app.tandem.sandbox.salesforce;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the values of a record must be beside fitting their fields: there, pointing at something, and unlike others'. */
final class RecordChecks {

    private final OrgStore store;
    private final Viewer viewer;

    RecordChecks(OrgStore store, Viewer viewer) {
        this.store = store;
        this.viewer = viewer;
    }

    void required(ObjectType type, Rules rules, Map<String, Object> values) {
        Set<String> spared = rules.notRequired();
        List<String> missing = type.fields().stream()
                .filter(field -> field.createable() && !field.nillable() && !field.defaulted())
                .filter(field -> !field.type().equals("boolean") && !field.junction())
                .map(Field::name)
                .filter(name -> !spared.contains(name) && values.get(name) == null)
                .toList();
        if (!missing.isEmpty()) {
            throw new RowError("REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing);
        }
    }

    void references(ObjectType type, Map<String, Object> values) {
        values.forEach((name, value) -> {
            Field field = type.field(name);
            if (value != null
                    && field != null
                    && field.isReference()
                    && !field.to().isEmpty()) {
                reference(field, (String) value);
            }
        });
    }

    private void reference(Field field, String id) {
        ObjectType target = store.schema().ofId(id);
        if (target != null && !field.to().contains(target.name())) {
            throw RowError.of(
                    field.name().equals("WhoId") || field.name().equals("WhatId")
                            ? "FIELD_INTEGRITY_EXCEPTION"
                            : "MALFORMED_ID",
                    field.label() + ": id value of incorrect type: " + id,
                    field.name());
        }
        Row row = store.find(id);
        if (row == null) {
            throw RowError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name());
        }
        if (row.deleted()) {
            throw RowError.of("ENTITY_IS_DELETED", "entity is deleted", field.name());
        }
        if (!viewer.canRead(row)) {
            throw RowError.of(
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "insufficient access rights on cross-reference id",
                    field.name());
        }
        if (field.name().equals("OwnerId") && row.type.equals("User") && !row.is("IsActive")) {
            throw RowError.of(
                    "INACTIVE_OWNER_OR_USER", "operation performed with inactive user [" + id + "]", "OwnerId");
        }
    }

    void unique(ObjectType type, @Nullable Row self, Map<String, Object> values) {
        values.forEach((name, value) -> {
            Field field = type.field(name);
            if (value != null && field != null && field.unique()) {
                for (Row other : store.table(type.name()).by(name, value.toString())) {
                    if (other != self && !other.deleted()) {
                        throw RowError.of(
                                "DUPLICATE_VALUE",
                                "duplicate value found: " + name + " duplicates value on record with id: "
                                        + other.id.substring(0, 15),
                                name);
                    }
                }
            }
        });
    }
}
