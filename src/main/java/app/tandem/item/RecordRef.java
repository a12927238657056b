package app.tandem.item;

/**
 * A record of the CRM.
 *
 * @param type API name of its object, such as {@code Task}
 * @param id 18 characters
 */
public record RecordRef(String type, String id) {}
