package app.tandem.settings;

/**
 * What mail is linked with, resolved for one user.
 *
 * @param toOpportunities S-11
 * @param saveWithoutRecords S-41: save also when nothing could be linked
 */
public record LinkRules(boolean toOpportunities, boolean saveWithoutRecords) {}
