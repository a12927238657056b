package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.kernel.Fault;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tokens of delta links: options are baked in, headers are not; they can die at any time. */
final class DeltaTokens {

    private DeltaTokens() {}

    /** The state a request goes on from: that of its token, or a new round. */
    static DeltaState state(Call call, long collection, String epoch, ChangeLog log) {
        Optional<String> token =
                call.query().get("$skiptoken").or(() -> call.query().get("$deltatoken"));
        if (token.isEmpty()) {
            return new DeltaState(
                    epoch,
                    collection,
                    new DeltaState.Cursor(Instant.MAX, Long.MAX_VALUE),
                    log.end(),
                    0,
                    -1,
                    0,
                    call.request().rawQuery());
        }
        if (token.get().equals("latest")) {
            return new DeltaState(
                    epoch,
                    collection,
                    null,
                    log.end(),
                    log.end(),
                    -1,
                    0,
                    call.request().rawQuery());
        }
        call.query().only("$skiptoken", "$deltatoken");
        if (call.struck().get(Fault.Gone.class).isPresent()) {
            throw gone();
        }
        DeltaState state = DeltaState.of(token.get());
        if (!state.epoch().equals(epoch)) {
            throw gone();
        }
        if (state.collection() != collection) {
            throw Problem.bad("ErrorInvalidUrlQuery", "The delta token belongs to another collection.");
        }
        return state;
    }

    /** The link to the next page, or to the next round. */
    static void link(Call call, ObjectNode page, DeltaState next) {
        boolean over = next.cursor() == null && next.end() < 0;
        page.put(
                over ? "@odata.deltaLink" : "@odata.nextLink",
                call.base() + "/" + Links.path(call.request().segments()) + (over ? "?$deltatoken=" : "?$skiptoken=")
                        + next.token());
    }

    /** The state behind a token is no longer kept. */
    static Problem gone() {
        return Problem.of(
                410,
                "SyncStateNotFound",
                "The sync state generation is not found; the sync state is not known to the service.");
    }
}
