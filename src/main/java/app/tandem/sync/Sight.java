package app.tandem.sync;

import app.tandem.item.StoredItem;
import app.tandem.item.Trait;

/** What a cycle saw of one side of a pair. */
public sealed interface Sight {

    /** The feed did not mention it: it is as it was when both sides agreed. */
    record Unchanged() implements Sight {}

    /** It is there, like this. */
    record There(StoredItem item) implements Sight {}

    /** It is not there any more, or never was. */
    record Gone() implements Sight {}

    /** Whether it exists, but not where its side keeps what is in step. */
    default boolean isOutside() {
        return this instanceof There there && there.item().is(Trait.OUTSIDE);
    }
}
