package app.tandem.item;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an item stands where it stands.
 *
 * @param rule the rule that decided, as it is cited: {@code sync E-48}
 * @param code the vendor's or our code behind it ({@code REQUIRED_FIELD_MISSING}, {@code MAX_SIZE}); never text of an item
 * @param fields names of Salesforce fields concerned
 */
public record Reason(State state, String rule, @Nullable String code, List<String> fields) {

    /** The current answer to "was it saved?". */
    public enum State {
        SAVED,
        /** Will be looked at again by itself: something must exist, answer or recover first. */
        WAITS,
        /** Will not be saved unless somebody changes something. */
        REFUSED,
        /** Nobody asked for it. */
        LEFT_ALONE
    }

    /** A reason without vendor code and fields. */
    public static Reason of(State state, String rule) {
        return new Reason(state, rule, null, List.of());
    }

    /** A reason with a code. */
    public static Reason of(State state, String rule, String code) {
        return new Reason(state, rule, code, List.of());
    }
}
