package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;

/**
 * A stored file and further records it is to hang at (sync A-15).
 *
 * @param file the id that {@link Crm#attach(List)} gave
 */
public record FileLink(String file, List<RecordRef> records) {}
