package app.tandem.crm.salesforce;

import app.tandem.crm.Records;
import app.tandem.crm.RecordsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The adapter over the sandbox passes the suite that the fake passes. */
class SalesforceRecordsTest extends RecordsContract {

    private final List<SandboxOrg> opened = new ArrayList<>();

    @Override
    protected Org org() {
        SandboxOrg org = new SandboxOrg();
        opened.add(org);
        return new SandboxRecords(org);
    }

    @AfterEach
    void close() {
        opened.forEach(SandboxOrg::close);
    }

    private record SandboxRecords(SandboxOrg org) implements Org {
        @Override
        public Records records(int number) {
            return org.crms().records(org.account(number));
        }

        @Override
        public String put(String type, Map<String, Object> fields) {
            return org.put(type, fields);
        }

        @Override
        public @Nullable String read(String type, String id, String field) {
            return org.read(type, id, field);
        }

        @Override
        public Instant now() {
            return org.now();
        }

        @Override
        public void advance(Duration time) {
            org.kernel.clock.advance(time);
        }
    }
}
