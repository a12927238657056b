package app.tandem.crm.salesforce;

import app.tandem.crm.CrmContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The adapter over the sandbox passes the suite that the fake passes. */
class SalesforceCrmTest extends CrmContract {

    private final List<SandboxOrg> opened = new ArrayList<>();

    @Override
    protected Org org() {
        SandboxOrg org = new SandboxOrg();
        opened.add(org);
        return org;
    }

    @AfterEach
    void close() {
        opened.forEach(SandboxOrg::close);
    }
}
