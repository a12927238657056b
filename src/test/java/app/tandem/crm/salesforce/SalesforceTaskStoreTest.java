package app.tandem.crm.salesforce;

import app.tandem.budget.Budget;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemStoreContract;
import app.tandem.item.RecordRef;
import app.tandem.item.TaskStatus;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Tasks of Salesforce are one side like the others; what people do there they do as in the pane. */
class SalesforceTaskStoreTest extends ItemStoreContract {

    private static final Map<TaskStatus, String> STATUSES = new EnumMap<>(Map.of(
            TaskStatus.NOT_STARTED, "Not Started",
            TaskStatus.IN_PROGRESS, "In Progress",
            TaskStatus.COMPLETED, "Completed",
            TaskStatus.WAITING_ON_OTHERS, "Waiting on someone else",
            TaskStatus.DEFERRED, "Deferred"));

    private final SandboxOrg org = new SandboxOrg();
    private final ItemStore store = org.crms().items(org.account(0), ItemKind.TASK, Budget.Priority.FRESH);

    @AfterEach
    void close() {
        org.close();
    }

    @Override
    protected ItemStore store() {
        return store;
    }

    @Override
    protected String personCreates(Map<ItemField, String> fields) {
        Map<String, Object> values = values(fields);
        values.put("OwnerId", org.userId(0));
        return org.put("Task", values);
    }

    @Override
    protected void personChanges(String id, Map<ItemField, String> fields) {
        org.change("Task", id, 0, values(fields));
    }

    @Override
    protected void personDeletes(String id) {
        org.user(0).delete(List.of(new RecordRef("Task", id)));
    }

    @Override
    protected void personTakesAway(String id) {
        org.change("Task", id, 0, Map.of("OwnerId", org.userId(1)));
    }

    private static Map<String, Object> values(Map<ItemField, String> fields) {
        Map<String, Object> values = new HashMap<>();
        fields.forEach((field, value) -> {
            switch (field) {
                case SUBJECT -> values.put("Subject", value);
                case STATUS -> values.put("Status", STATUSES.get(TaskStatus.valueOf(value)));
                case PRIORITY ->
                    values.put("Priority", value.charAt(0) + value.substring(1).toLowerCase(java.util.Locale.ROOT));
                default -> throw new IllegalArgumentException(field.name());
            }
        });
        return values;
    }
}
