package app.tandem.matching;

import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records chosen for a message (sync L-10 … L-19).
 *
 * @param who people, the primary one first; a Lead stands alone
 * @param what the business record
 * @param by how {@code what} was found
 * @param account the Account behind it all
 * @param byAddress which address belongs to whom of {@code who}
 */
public record Chosen(
        List<RecordRef> who,
        @Nullable RecordRef what,
        By by,
        @Nullable RecordRef account,
        Map<String, RecordRef> byAddress) {

    /** No records at all. */
    public static final Chosen NOBODY = new Chosen(List.of(), null, By.NOTHING, null, Map.of());

    /** How the business record was found, in the order of sync L-13. */
    public enum By {
        RECORD_LINK,
        CASE_NUMBER,
        OPPORTUNITY,
        ACCOUNT,
        DOMAIN,
        NOTHING
    }

    /** Whether the message itself names the business record, whoever took part (sync U-8). */
    public boolean isByReference() {
        return by == By.RECORD_LINK || by == By.CASE_NUMBER;
    }

    /** Whether the primary person is a Lead (sync L-19). */
    public boolean isLead() {
        return !who.isEmpty() && who.getFirst().type().equals("Lead");
    }
}
