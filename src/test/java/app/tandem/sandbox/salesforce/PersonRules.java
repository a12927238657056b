package app.tandem.sandbox.salesforce;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contact, Lead and User: the name is made of its parts; a converted lead is read-only. */
final class PersonRules implements Rules {

    static final PersonRules INSTANCE = new PersonRules();

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        values.remove("Name");
        String name = name(values.get("FirstName"), values.get("LastName"));
        if (!name.isEmpty()) {
            values.put("Name", name);
        }
    }

    @Override
    public void beforeUpdate(Write write, Row row, Map<String, Object> changes) {
        if (row.is("IsConverted")) {
            throw RowError.of("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
        }
        if (changes.containsKey("FirstName") || changes.containsKey("LastName")) {
            changes.put(
                    "Name",
                    name(
                            changes.getOrDefault("FirstName", row.get("FirstName")),
                            changes.getOrDefault("LastName", row.get("LastName"))));
        }
    }

    private static String name(@Nullable Object first, @Nullable Object last) {
        return ((first == null ? "" : first + " ") + (last == null ? "" : last)).strip();
    }
}
