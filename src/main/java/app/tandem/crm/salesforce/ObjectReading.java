package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectHead;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectInfo.Pick;
import app.tandem.crm.ObjectInfo.RecordType;
import com.sforce.soap.partner.ChildRelationship;
import com.sforce.soap.partner.DescribeGlobalSObjectResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.PicklistEntry;
import com.sforce.soap.partner.RecordTypeInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands the answers of describeGlobal and describeSObjects (salesforce-notes 12). */
final class ObjectReading {

    /** What stands for the name field of objects that have none. */
    static final String NAMELESS = "Id";

    private ObjectReading() {}

    static ObjectHead head(DescribeGlobalSObjectResult object) {
        return new ObjectHead(
                object.getName(),
                object.getLabel(),
                object.getLabelPlural(),
                Objects.requireNonNullElse(object.getKeyPrefix(), ""),
                object.isCustom(),
                object.isCreateable(),
                object.isUpdateable(),
                object.isQueryable(),
                object.isSearchable(),
                object.isMergeable());
    }

    static Catalog.Described object(DescribeSObjectResult object) {
        Map<String, Field> described = new LinkedHashMap<>();
        for (Field field : object.getFields()) {
            described.put(field.getName(), field);
        }
        Map<String, ObjectInfo.Field> fields = new LinkedHashMap<>();
        // Controlling fields first: what their dependents allow is said by position in their lists.
        described.values().stream()
                .filter(field -> field.getControllerName() == null)
                .forEach(field -> fields.put(field.getName(), field(field, null)));
        Map<String, ObjectInfo.Field> inOrder = new LinkedHashMap<>();
        described.forEach((name, field) -> inOrder.put(
                name,
                field.getControllerName() == null
                        ? Objects.requireNonNull(fields.get(name))
                        : field(field, controller(described, fields, field.getControllerName()))));
        ObjectInfo info = new ObjectInfo(
                head(object), nameField(object), recordTypes(object), Collections.unmodifiableMap(inOrder));
        return new Catalog.Described(info, children(object));
    }

    private static ObjectInfo.@Nullable Field controller(
            Map<String, Field> described, Map<String, ObjectInfo.Field> read, String name) {
        Field field = described.get(name);
        return read.containsKey(name) || field == null ? read.get(name) : field(field, null);
    }

    private static ObjectHead head(DescribeSObjectResult object) {
        return new ObjectHead(
                object.getName(),
                object.getLabel(),
                object.getLabelPlural(),
                Objects.requireNonNullElse(object.getKeyPrefix(), ""),
                object.isCustom(),
                object.isCreateable(),
                object.isUpdateable(),
                object.isQueryable(),
                object.isSearchable(),
                object.isMergeable());
    }

    private static String nameField(DescribeSObjectResult object) {
        for (Field field : object.getFields()) {
            if (field.isNameField()) {
                return field.getName();
            }
        }
        return NAMELESS;
    }

    private static List<RecordType> recordTypes(DescribeSObjectResult object) {
        List<RecordType> types = new ArrayList<>();
        for (RecordTypeInfo type : object.getRecordTypeInfos()) {
            if (type.isActive() && type.isAvailable() && !type.isMaster() && type.getRecordTypeId() != null) {
                types.add(new RecordType(
                        RecordIds.full(type.getRecordTypeId()).orElse(type.getRecordTypeId()),
                        type.getName(),
                        type.isDefaultRecordTypeMapping()));
            }
        }
        types.sort(Comparator.comparing((RecordType type) -> !type.isDefault()));
        return List.copyOf(types);
    }

    private static List<Catalog.Child> children(DescribeSObjectResult object) {
        List<Catalog.Child> children = new ArrayList<>();
        for (ChildRelationship child : object.getChildRelationships()) {
            if (child.getRelationshipName() != null && !child.isDeprecatedAndHidden()) {
                children.add(new Catalog.Child(child.getRelationshipName(), child.getChildSObject(), child.getField()));
            }
        }
        return List.copyOf(children);
    }

    private static ObjectInfo.Field field(Field field, ObjectInfo.@Nullable Field controller) {
        boolean whole = field.getType() == com.sforce.soap.partner.FieldType._int;
        return new ObjectInfo.Field(
                field.getName(),
                field.getLabel(),
                type(field),
                field.getLength(),
                whole ? field.getDigits() : field.getPrecision(),
                field.getScale(),
                field.isCreateable()
                        && !field.isNillable()
                        && !field.isDefaultedOnCreate()
                        && field.getType() != com.sforce.soap.partner.FieldType._boolean,
                field.isCreateable(),
                field.isUpdateable(),
                field.isFilterable(),
                field.isSortable(),
                picks(field.getPicklistValues(), controller),
                field.getControllerName(),
                field.getReferenceTo() == null ? List.of() : List.of(field.getReferenceTo()),
                field.getRelationshipName());
    }

    static List<Pick> picks(PicklistEntry @Nullable [] entries, ObjectInfo.@Nullable Field controller) {
        List<Pick> picks = new ArrayList<>();
        for (PicklistEntry entry : entries == null ? new PicklistEntry[0] : entries) {
            picks.add(new Pick(
                    entry.getValue(),
                    entry.getLabel() == null ? entry.getValue() : entry.getLabel(),
                    entry.isActive(),
                    entry.isDefaultValue(),
                    controller == null ? Set.of() : validFor(entry.getValidFor(), controller)));
        }
        return List.copyOf(picks);
    }

    /** A bitmap over the controlling field's whole list, inactive choices counted; of a checkbox: false, true. */
    private static Set<String> validFor(byte @Nullable [] bits, ObjectInfo.Field controller) {
        List<String> values = controller.type() == FieldType.BOOLEAN
                ? List.of("false", "true")
                : controller.picks().stream().map(Pick::value).toList();
        Set<String> valid = new LinkedHashSet<>();
        for (int i = 0; bits != null && i < values.size() && i >> 3 < bits.length; i++) {
            if ((bits[i >> 3] & 0x80 >> (i & 7)) != 0) {
                valid.add(values.get(i));
            }
        }
        return Collections.unmodifiableSet(valid);
    }

    private static FieldType type(Field field) {
        return switch (field.getType()) {
            case string, encryptedstring -> FieldType.TEXT;
            case textarea -> FieldType.LONG_TEXT;
            case email -> FieldType.EMAIL;
            case phone -> FieldType.PHONE;
            case url -> FieldType.URL;
            case picklist -> FieldType.PICKLIST;
            case multipicklist -> FieldType.MULTI_PICKLIST;
            case combobox -> FieldType.COMBOBOX;
            case _boolean -> FieldType.BOOLEAN;
            case _int, _long -> FieldType.INTEGER;
            case _double -> FieldType.DECIMAL;
            case currency -> FieldType.CURRENCY;
            case percent -> FieldType.PERCENT;
            case date -> FieldType.DATE;
            case datetime -> FieldType.DATE_TIME;
            case time -> FieldType.TIME;
            case reference -> FieldType.REFERENCE;
            case id -> FieldType.ID;
            case address, location -> FieldType.COMPOUND;
            default -> FieldType.OTHER;
        };
    }
}
