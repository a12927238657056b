package app.tandem.mailbox;

import java.util.Map;

/**
 * A hidden folder of the user's own mailbox, for what must be remembered with its content and may stand nowhere else: the values
 * that lose a conflict (sync F-1).
 */
public interface Drawer {

    /**
     * Keeps texts by the keys of what they are about. Kept twice is no harm.
     *
     * @throws app.tandem.platform.RemoteFailureException when one of them may not have been kept
     */
    void keep(Map<String, String> texts);
}
