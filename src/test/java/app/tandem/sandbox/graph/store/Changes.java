package app.tandem.sandbox.graph.store;

/** Hears of every change to a message, a contact or a task, under the mailbox's lock; must be quick. */
public interface Changes {

    /**
     * A change.
     *
     * @param collection the number of the folder, contact folder or task list
     * @param stay the stay the change speaks of: of a removal the one that ended
     */
    record Change(
            Mailbox mailbox,
            ChangeLog.Kind kind,
            long collection,
            long item,
            long stay,
            String changeKey,
            String type) {}

    /** Hears of one. */
    void happened(Change change);
}
