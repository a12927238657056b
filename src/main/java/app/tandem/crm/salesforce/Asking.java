package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import java.util.function.Function;
import java.util.function.Supplier;

/** Questions of the pane, asked with what is known of the org; once more with what it really is, if that was wrong. */
final class Asking {

    private final Conversation conversation;
    private final Catalog.OfUsers catalogs;

    Asking(Conversation conversation, Catalog.OfUsers catalogs) {
        this.conversation = conversation;
        this.catalogs = catalogs;
    }

    <T> T ask(Function<Directory, T> question) {
        return failingAsRemote(() -> {
            try {
                return question.apply(directory());
            } catch (CallFailed failed) {
                if (!Faults.isStaleDescribe(failed.code())) {
                    throw failed;
                }
                refresh();
                return question.apply(directory());
            }
        });
    }

    /** Forgets what is known of the org. */
    void refresh() {
        catalogs.drop(crm());
    }

    private static <T> T failingAsRemote(Supplier<T> work) {
        try {
            return work.get();
        } catch (CallFailed failed) {
            throw failed.asRemoteFailure();
        }
    }

    private Directory directory() {
        return new Directory(conversation, catalogs.of(crm()));
    }

    private CrmConnection crm() {
        return conversation.user().connectedCrm();
    }
}
