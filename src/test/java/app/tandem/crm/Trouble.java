package app.tandem.crm;

import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;

/** What can go wrong with a call to {@link InMemoryCrm}. */
public sealed interface Trouble {

    /** The whole call is refused; nothing happened. */
    record Fails(RemoteFailure failure) implements Trouble {}

    /** It happened, and the answer was lost. */
    record AnswerLost() implements Trouble {}

    /** It never arrived, which the caller cannot know. */
    record RequestLost() implements Trouble {}

    /** Every n-th row of a write ends like this and is not stored. */
    record Rows(int every, WriteOutcome outcome) implements Trouble {}

    /** The caller's process dies before or after the effect: a {@link Died} is thrown. */
    record Crashes(boolean afterEffect) implements Trouble {}

    /** Stands for {@code kill -9}: nothing of the product may catch it. */
    final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("the process died here", null, false, false);
        }
    }

    /** Decides, call by call; null for none. May be called from several threads. */
    interface Source {
        /** The trouble of this call, if any. */
        @org.jspecify.annotations.Nullable
        Trouble of(InMemoryCrm.Call call);
    }
}
