package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person does to a record on its page, in the name of its owner: change it, complete it, delete it, bring it back. */
final class RecordEditor {

    private static final Map<String, List<String>> FIELDS = Map.of(
            "Task", List.of("Subject", "ActivityDate", "Status", "Priority", "OwnerId", "Description"),
            "Contact",
                    List.of(
                            "FirstName",
                            "LastName",
                            "Title",
                            "Email",
                            "Phone",
                            "MobilePhone",
                            "AccountId",
                            "OwnerId",
                            "Description"));
    private static final Map<String, String> LABELS =
            Map.of("ActivityDate", "Due", "OwnerId", "Assigned to", "AccountId", "Account", "MobilePhone", "Mobile");
    private static final int MOST_CHOICES = 500;

    private final OrgStore store;
    private final Row row;
    private final ObjectType type;

    RecordEditor(OrgStore store, Row row) {
        this.store = store;
        this.row = row;
        this.type = store.schema().type(row.type);
    }

    /** A record that is not there yet. */
    static RecordEditor blank(OrgStore store, ObjectType type, String owner) {
        return new RecordEditor(store, new Row(type.name(), "", owner.isEmpty() ? Map.of() : Map.of("OwnerId", owner)));
    }

    /** The form for a new record; nothing for types that the page does not change. */
    Html creation(@Nullable String refusal) {
        Html html = new Html();
        if (!FIELDS.containsKey(row.type)) {
            return html;
        }
        html.format("<details class=\"edit\"%s><summary>New %s</summary>", open(refusal), type.label());
        return html.add(refused(refusal))
                .format("<form method=\"post\" action=\"/org/%s/list/%s\">", store.org.orgId, row.type)
                .add(inputs())
                .raw("<p class=\"acts\"><button>Create</button></p></form></details>");
    }

    private static Html open(@Nullable String refusal) {
        return new Html().raw(refusal == null ? "" : " open");
    }

    private static Html refused(@Nullable String refusal) {
        return refusal == null ? new Html() : new Html().format("<p role=\"alert\" class=\"refused\">%s</p>", refusal);
    }

    private Html inputs() {
        Html html = new Html().raw("<div class=\"fields\">");
        fields().forEach(field -> html.add(input(field)));
        return html.raw("</div>");
    }

    /** Creates it for the one it is assigned to and answers its id; the caller holds the lock. */
    String create(Map<String, List<String>> form) {
        String owner = form.getOrDefault("OwnerId", List.of("")).getFirst();
        Tx tx = new Tx(store, owner);
        RecordWriter writer = new RecordWriter(tx, Users.viewer(store, owner, "page"), WriteOptions.SEED);
        try {
            return writer.create(Draft.of(row.type, changed(form).values())).id;
        } catch (RowError | Refusal refused) {
            tx.rollback(0);
            throw refused;
        }
    }

    /** The forms; nothing for records that the page does not change. */
    Html html(@Nullable String refusal) {
        Html html = new Html();
        if (!FIELDS.containsKey(row.type)) {
            return html;
        }
        html.raw("<section class=\"edit\"><h2>Change</h2>").add(refused(refusal));
        html.format("<form method=\"post\" action=\"/org/%s/record/%s\">", store.org.orgId, row.id);
        if (row.deleted()) {
            return html.raw("<button name=\"do\" value=\"restore\">Restore</button></form></section>");
        }
        html.add(inputs()).raw("<p class=\"acts\"><button name=\"do\" value=\"save\">Save</button>");
        if (row.type.equals("Task")) {
            boolean closed = row.is("IsClosed");
            html.format(
                    "<button name=\"do\" value=\"%s\" class=\"second\">%s</button>",
                    closed ? "reopen" : "complete", closed ? "Open again" : "Mark complete");
        }
        return html.raw(
                "<button name=\"do\" value=\"delete\" class=\"second danger\">Delete</button></p></form></section>");
    }

    private List<Field> fields() {
        return FIELDS.getOrDefault(row.type, List.of()).stream()
                .map(type::field)
                .filter(Objects::nonNull)
                .toList();
    }

    private Html input(Field field) {
        String usual = row.id.isEmpty() ? Objects.requireNonNullElse(field.initial(), "") : "";
        String value = Objects.requireNonNullElse(row.text(field.name()), usual);
        String label = LABELS.getOrDefault(field.name(), ListView.label(field));
        boolean wide = field.type().equals("textarea");
        Html html = new Html().format("<label%s><span>%s</span>", new Html().raw(wide ? " class=\"wide\"" : ""), label);
        Map<String, String> choices = choices(field, value);
        if (!choices.isEmpty()) {
            html.format("<select name=\"%s\">", field.name());
            choices.forEach((choice, text) -> html.format(
                    "<option value=\"%s\"%s>%s</option>",
                    choice, new Html().raw(choice.equals(value) ? " selected" : ""), text));
            html.raw("</select>");
        } else if (wide) {
            html.format("<textarea name=\"%s\" rows=\"4\">%s</textarea>", field.name(), value);
        } else {
            html.format("<input name=\"%s\" type=\"%s\" value=\"%s\">", field.name(), kind(field), value);
        }
        return html.raw("</label>");
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case "date" -> "date";
            case "email" -> "email";
            case "phone" -> "tel";
            default -> "text";
        };
    }

    /** What may be chosen, with its text; the present value always may. */
    private Map<String, String> choices(Field field, String value) {
        Map<String, String> choices = new LinkedHashMap<>();
        switch (field.name()) {
            case "OwnerId" -> named("User", choices);
            case "AccountId" -> {
                choices.put("", "(none)");
                named("Account", choices);
                Row present = store.find(value);
                if (present != null) {
                    choices.putIfAbsent(value, String.valueOf(Names.of(present)));
                }
            }
            case "Status" -> statuses().forEach(status -> choices.put(status, status));
            default -> {
                if (field.type().equals("picklist")) {
                    field.picks().forEach(pick -> choices.put(pick, pick));
                }
            }
        }
        if (!choices.isEmpty() && (field.nillable() || !value.isEmpty())) {
            choices.putIfAbsent(value, value);
        }
        return choices;
    }

    private void named(String object, Map<String, String> choices) {
        ListView.live(store, object).stream()
                .limit(MOST_CHOICES)
                .forEach(each -> choices.put(each.id, String.valueOf(Names.of(each))));
    }

    private Set<String> statuses() {
        Set<String> statuses = new LinkedHashSet<>();
        store.table("TaskStatus").all().forEach(status -> statuses.add(String.valueOf(status.text("ApiName"))));
        return statuses;
    }

    /** Does what was pressed; the caller holds the lock. A {@link RowError} leaves everything as it was. */
    void act(String what, Map<String, List<String>> form) {
        String owner = Objects.requireNonNullElse(row.text("OwnerId"), "");
        Tx tx = new Tx(store, owner);
        RecordWriter writer = new RecordWriter(tx, Users.viewer(store, owner, "page"), WriteOptions.SEED);
        try {
            switch (what) {
                case "save" -> writer.update(changed(form));
                case "complete" -> writer.update(status(true));
                case "reopen" -> writer.update(status(false));
                case "delete" -> writer.delete(row.id);
                case "restore" -> writer.undelete(row.id);
                default -> throw RowError.of("INVALID_OPERATION", "the page knows no " + what);
            }
        } catch (RowError | Refusal refused) {
            tx.rollback(0);
            throw refused;
        }
    }

    private Draft status(boolean closed) {
        String status = statuses().stream()
                .filter(each -> TaskRules.closes(store, each) == closed)
                .findFirst()
                .orElseThrow();
        return new Draft(row.type, row.id, Map.of("Status", status), List.of());
    }

    private Draft changed(Map<String, List<String>> form) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> nulls = new ArrayList<>();
        for (Field field : fields()) {
            String given = form.containsKey(field.name())
                    ? form.get(field.name()).getFirst().replace("\r\n", "\n").strip()
                    : null;
            String before = Objects.requireNonNullElse(row.text(field.name()), "");
            if (given == null || given.equals(before)) {
                continue;
            }
            if (given.isEmpty()) {
                nulls.add(field.name());
            } else {
                values.put(field.name(), given);
            }
        }
        return new Draft(row.type, row.id, values, nulls);
    }
}
