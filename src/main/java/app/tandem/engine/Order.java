package app.tandem.engine;

import app.tandem.crm.Row;
import app.tandem.item.RecordRef;
import app.tandem.journal.MailEntry;
import app.tandem.sync.Decision;
import java.util.ArrayList;
import java.util.List;

/** A message that is to become a record: what it is linked with, and the row that goes out. */
record Order(Prepared prepared, Decision.Links links, MailEntry entry, Row row) {

    /** The same with another row. */
    Order with(Row shown) {
        return new Order(prepared, links, entry, shown);
    }

    /** What the message is known by among colleagues. */
    String messageKey() {
        return entry.messageKey();
    }

    /** The entry while the row goes out: should the answer get lost, it is known what the record is linked with. */
    MailEntry intended() {
        List<RecordRef> with = new ArrayList<>(links.who());
        if (links.what() != null) {
            with.add(links.what());
        }
        return entry.intended(with);
    }

    /** The entry of a message that is this record, with these links. */
    static MailEntry saved(MailEntry entry, RecordRef record, Decision.Links links) {
        List<RecordRef> records = new ArrayList<>(List.of(record));
        if (links.what() != null) {
            records.add(links.what());
        }
        if (links.account() != null && !records.contains(links.account())) {
            records.add(links.account());
        }
        return entry.saved(records, links.who());
    }
}
