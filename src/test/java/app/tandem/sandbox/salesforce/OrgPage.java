package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;

/** The org as people look at it. */
final class OrgPage {

    OrgPage(Orgs orgs) {}

    Reply handle(Exchange exchange) {
        return Reply.empty(404);
    }
}
