package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** Account, Opportunity and Case: what follows from stage and status, and the case's number. */
final class BusinessRules implements Rules {

    static final BusinessRules INSTANCE = new BusinessRules();

    @Override
    public Set<String> notRequired() {
        return Set.of("BusinessHoursId");
    }

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        if (values.containsKey("StageName")) {
            stage(write, values);
        }
    }

    @Override
    public void afterInsert(Write write, Row row) {
        if (row.type.equals("Case")) {
            boolean closed = "Closed".equals(row.get("Status"));
            write.tx()
                    .touch(
                            row,
                            Map.of(
                                    "CaseNumber",
                                    "%08d".formatted(write.store().caseNumber.incrementAndGet()),
                                    "IsClosed",
                                    closed));
        }
    }

    @Override
    public void beforeUpdate(Write write, Row row, Map<String, Object> changes) {
        if (changes.containsKey("StageName")) {
            stage(write, changes);
        }
        if (row.type.equals("Case") && changes.containsKey("Status")) {
            boolean closed = "Closed".equals(changes.get("Status"));
            changes.put("IsClosed", closed);
            changes.put("ClosedDate", closed ? write.store().now() : null);
        }
    }

    private static void stage(Write write, Map<String, Object> values) {
        for (Row stage : write.store().table("OpportunityStage").all()) {
            if (values.get("StageName") instanceof String name && name.equalsIgnoreCase(stage.text("ApiName"))) {
                values.put("IsClosed", stage.is("IsClosed"));
                values.put("IsWon", stage.is("IsWon"));
                if (!values.containsKey("Probability")
                        && stage.get("DefaultProbability") instanceof BigDecimal chance) {
                    values.put("Probability", chance);
                }
            }
        }
    }
}
