package app.tandem.crm;

/**
 * An object of the org that this user can see (pane U-134, U-381).
 *
 * @param name API name
 * @param keyPrefix the first three characters of its ids; empty where it has none
 */
public record ObjectHead(
        String name,
        String label,
        String pluralLabel,
        String keyPrefix,
        boolean custom,
        boolean createable,
        boolean updateable,
        boolean queryable,
        boolean searchable,
        boolean mergeable) {}
