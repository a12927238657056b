package app.tandem.sync;

import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a candidate once the CRM was asked (sync E-45 … E-48). */
public sealed interface Decision {

    /**
     * A new record with these links.
     *
     * @param clones the links of further activities of the same message (sync L-20)
     */
    record Save(Links links, Reason reason, List<Links> clones) implements Decision {

        /** One record only. */
        public Save(Links links, Reason reason) {
            this(links, reason, List.of());
        }
    }

    /** A colleague's record, or one of an earlier attempt, is this message already (sync D-1). */
    record Adopt(RecordRef record, Reason reason) implements Decision {}

    /** Not now, or not at all; {@code reason} says which. */
    record Refuse(Reason reason) implements Decision {}

    /**
     * The links of a new record (sync L-10 … L-20).
     *
     * @param who people, the primary one first; a Lead stands alone
     * @param what the business record
     * @param account the Account that files are linked with too (sync S-49)
     * @param byAddress which address belongs to whom of {@code who}; never stored, empty for links out of the journal
     */
    record Links(
            List<RecordRef> who,
            @Nullable RecordRef what,
            @Nullable RecordRef account,
            Map<String, RecordRef> byAddress) {

        /** No links at all. */
        public static final Links NONE = new Links(List.of(), null, null);

        /** Links whose addresses are not known. */
        public Links(List<RecordRef> who, @Nullable RecordRef what, @Nullable RecordRef account) {
            this(who, what, account, Map.of());
        }

        /** Whether nothing is linked. */
        public boolean isEmpty() {
            return who.isEmpty() && what == null;
        }
    }
}
