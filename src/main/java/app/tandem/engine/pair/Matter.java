package app.tandem.engine.pair;

import app.tandem.item.AgreedItem;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.journal.Pair;
import app.tandem.sync.Bond;
import app.tandem.sync.Sight;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pair under discussion, and what this cycle saw of it. */
record Matter(Pair pair, boolean known, Sight mailbox, Sight crm) {

    Matter withMailbox(Sight sight) {
        return new Matter(pair, known, sight, crm);
    }

    Matter withCrm(Sight sight) {
        return new Matter(pair, known, mailbox, sight);
    }

    Bond bond() {
        return new Bond(pair.key(), pair.mailbox(), pair.crm(), pair.fromCrm(), pair.stage() == Pair.Stage.DROPPED);
    }

    /** The item as this cycle saw it. */
    Optional<StoredItem> item() {
        return seen(mailbox);
    }

    /** The record as this cycle saw it. */
    Optional<StoredItem> record() {
        return seen(crm);
    }

    /** The item as seen or, where it was not, as agreed: what a write into the mailbox names. */
    Optional<String> itemId() {
        return item().map(StoredItem::id).or(() -> id(pair.mailbox()));
    }

    Optional<String> recordId() {
        return record().map(StoredItem::id).or(() -> id(pair.crm()));
    }

    /** The version a write into the mailbox is based on. */
    String itemVersion() {
        return version(item(), pair.mailbox());
    }

    String recordVersion() {
        return version(record(), pair.crm());
    }

    boolean itemIsInPlace() {
        return item().filter(item -> !item.is(Trait.OUTSIDE)).isPresent();
    }

    private static Optional<StoredItem> seen(Sight sight) {
        return sight instanceof Sight.There(StoredItem item) ? Optional.of(item) : Optional.empty();
    }

    private static Optional<String> id(@Nullable AgreedItem agreed) {
        return Optional.ofNullable(agreed).map(AgreedItem::id);
    }

    private static String version(Optional<StoredItem> seen, @Nullable AgreedItem agreed) {
        return seen.map(StoredItem::version).orElseGet(() -> agreed == null ? "" : agreed.version());
    }
}
