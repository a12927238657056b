package app.tandem.settings;

/**
 * How one kind of item is kept in step both ways, resolved for one user.
 *
 * @param on it is kept in step at all (T-1, K-1)
 * @param down S-6, S-8: records come into the mailbox by themselves
 * @param forbidRemove S-7, S-10: deleting in the mailbox never deletes in the CRM
 * @param all S-9: records of others too, where the user may see them
 */
public record PairSettings(boolean on, boolean down, boolean forbidRemove, boolean all) {}
