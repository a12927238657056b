package app.tandem.sidebar.field;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person entered, whether it can be stored or not, so that another editor of the field goes on from there. */
public final class Kept {

    private final Typed.Read read;
    private final String typed;

    /**
     * @param typed as it stands in the input; counts where it means nothing
     */
    Kept(Typed.Read read, String typed) {
        this.read = read;
        this.typed = typed;
    }

    /**
     * A value as if the person had entered it.
     *
     * @param text what people read for it
     */
    public static Kept of(@Nullable Object value, String text) {
        return new Kept(new Typed.Value(value, text), text);
    }

    /** About how many characters these are. */
    public static long size(Map<String, Kept> kept) {
        return kept.values().stream().mapToLong(one -> one.text().length()).sum();
    }

    Typed.Read read() {
        return read;
    }

    /** What the input shows of it besides the value. */
    String text() {
        return read instanceof Typed.Value good ? good.text() : typed;
    }
}
