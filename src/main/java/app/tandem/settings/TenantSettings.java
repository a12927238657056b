package app.tandem.settings;

/**
 * The switches of a tenant as a whole.
 *
 * @param reserveCalls S-79: background work stops when fewer Salesforce calls than that are left
 * @param reservePercent S-79: the same, as a share of the day's allowance
 * @param cleanupMonths A-300: who was not there so long is removed (admin A-188); 0 removes nobody
 * @param directoryCleanup A-189: who is gone from the directory is removed
 */
public record TenantSettings(long reserveCalls, int reservePercent, int cleanupMonths, boolean directoryCleanup) {}
