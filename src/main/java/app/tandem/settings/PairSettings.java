package app.tandem.settings;

/**
 * How one kind of item is kept in step both ways, resolved for one user.
 *
 * @param on it is kept in step at all
 * @param down S-6: records come into the mailbox by themselves
 * @param forbidRemove S-7: deleting in the mailbox never deletes in the CRM
 */
public record PairSettings(boolean on, boolean down, boolean forbidRemove) {}
