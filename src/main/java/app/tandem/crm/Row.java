package app.tandem.crm;

import java.util.Map;

/**
 * A record to be written.
 *
 * @param type API name of the object
 * @param fields values by API name: String, Boolean, Integer, java.time.Instant, java.time.LocalDate, or List of ids
 * @param attemptKey 64 hex digits that find this row again after a lost answer
 */
public record Row(String type, Map<String, Object> fields, String attemptKey) {}
