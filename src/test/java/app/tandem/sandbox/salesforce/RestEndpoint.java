package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import java.util.function.BiConsumer;

/** The REST resources that common tools use. */
final class RestEndpoint {

    private final Gate gate;

    RestEndpoint(Kernel kernel, Orgs orgs, Sessions sessions, Cursors cursors) {
        this.gate = new Gate(kernel, orgs);
    }

    void onRevoke(BiConsumer<String, String> listener) {
        gate.onRevoke(listener);
    }

    Reply handle(Exchange exchange) {
        return Reply.empty(404);
    }
}
