package app.tandem.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * A hidden folder of the user's own mailbox, for what must be remembered with its content and may stand nowhere else: the values
 * that lose a conflict (sync F-1), and those before a change. Every method throws
 * {@link app.tandem.platform.RemoteFailureException} when it may not have been done.
 */
public interface Drawer {

    /** Keeps texts by the keys of what they are about; answers where each lies. Kept twice is no harm. */
    Map<String, String> keep(Map<String, String> texts);

    /** The texts that lie there; what is there no longer is absent. */
    Map<String, String> read(Collection<String> notes);

    /** Throws away, for good, what was kept before that time. */
    void empty(Instant before);
}
