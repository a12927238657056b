package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of the org as one user sees it; checked anew when it proves wrong. */
final class KnownOrg {

    private final Conversation conversation;
    private final Shapes shapes;

    KnownOrg(Conversation conversation, Shapes shapes) {
        this.conversation = conversation;
        this.shapes = shapes;
    }

    /** Reads with what is known of the org; once more with what it really is, if that was wrong. */
    <T> T ask(Function<OrgShape, T> question) {
        return failingAsRemote(() -> {
            try {
                return question.apply(shape());
            } catch (CallFailed failed) {
                if (!Faults.isStaleDescribe(failed.code())) {
                    throw failed;
                }
                return question.apply(describedAnew());
            }
        });
    }

    static <T> T failingAsRemote(Supplier<T> work) {
        try {
            return work.get();
        } catch (CallFailed failed) {
            throw failed.asRemoteFailure();
        }
    }

    OrgShape describedAnew() {
        shapes.drop(crm());
        return shape();
    }

    /** The object of every key prefix. */
    Map<String, String> prefixes() {
        return shapes.prefixes(crm(), conversation);
    }

    private OrgShape shape() {
        return shapes.of(crm(), conversation);
    }

    private CrmConnection crm() {
        return conversation.user().connectedCrm();
    }
}
