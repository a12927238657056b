package app.tandem.sync;

import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.StoredItem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compares items with what was agreed, by keyed fingerprints of their values: an agreed state holds no content. */
public final class Prints {

    private static final int DIGITS = 32;

    /** What a CRM may have no place for: a company that is no Account (sync K-6), parts of names that an org did not switch on. */
    private static final Set<ItemField> NOT_EVERYWHERE =
            EnumSet.of(ItemField.COMPANY, ItemField.MIDDLE_NAME, ItemField.SUFFIX);

    /** Told by one side only and never carried over. */
    private static final Set<ItemField> NOT_COMPARED = EnumSet.of(ItemField.FURTHER_EMAILS);

    /** No side's version. */
    private static final String UNSEEN = "";

    private final UnaryOperator<String> keyed;

    /** With a keyed hash, at least 32 hex digits. */
    public Prints(UnaryOperator<String> keyed) {
        this.keyed = keyed;
    }

    /**
     * The agreed state of an item of which some changes did not reach the other side yet: these stay changes.
     *
     * @param before what was agreed until now, if anything
     */
    public AgreedItem agreed(@Nullable AgreedItem before, StoredItem item, Set<ItemField> open) {
        if (open.isEmpty()) {
            return agreed(item);
        }
        Map<ItemField, String> prints = new EnumMap<>(ItemField.class);
        prints.putAll(agreed(item).prints());
        prints.keySet().removeAll(open);
        if (before != null) {
            open.stream()
                    .filter(before.prints()::containsKey)
                    .forEach(field -> prints.put(
                            field,
                            java.util.Objects.requireNonNull(before.prints().get(field))));
        }
        return new AgreedItem(item.id(), UNSEEN, prints);
    }

    /**
     * The agreed state of something we made and did not see until now: as we made it, so that what a person has changed in it
     * since is a change. A value that was merely cut, or that the side has no place for, is as we made it.
     */
    public AgreedItem made(StoredItem made, StoredItem source) {
        Set<ItemField> different = EnumSet.noneOf(ItemField.class);
        different.addAll(made.fields().keySet());
        different.addAll(source.fields().keySet());
        different.removeAll(NOT_COMPARED);
        different.removeIf(field -> source.value(field).equals(made.value(field))
                || (made.value(field).isBlank() && NOT_EVERYWHERE.contains(field))
                || (!made.value(field).isBlank() && source.value(field).startsWith(made.value(field))));
        return agreed(agreed(source), made, different);
    }

    /** The agreed state of an item as it stands. */
    public AgreedItem agreed(StoredItem item) {
        Map<ItemField, String> prints = new EnumMap<>(ItemField.class);
        item.fields().forEach((field, value) -> {
            if (!value.isBlank() && !NOT_COMPARED.contains(field)) {
                prints.put(field, print(field, value));
            }
        });
        return new AgreedItem(item.id(), item.version(), prints);
    }

    /** The fields that are not as agreed; none while the version is the agreed one, all that are not blank without an agreed state. */
    public Set<ItemField> changed(@Nullable AgreedItem agreed, StoredItem item) {
        Set<ItemField> changed = EnumSet.noneOf(ItemField.class);
        if (agreed != null && agreed.id().equals(item.id()) && agreed.version().equals(item.version())) {
            return changed;
        }
        Map<ItemField, String> before = agreed == null ? Map.of() : agreed.prints();
        changed.addAll(before.keySet());
        item.fields().forEach((field, value) -> {
            boolean same = value.isBlank()
                    ? !before.containsKey(field)
                    : print(field, value).equals(before.get(field));
            if (same) {
                changed.remove(field);
            } else {
                changed.add(field);
            }
        });
        changed.removeAll(NOT_COMPARED);
        return changed;
    }

    private String print(ItemField field, String value) {
        return keyed.apply(field.name() + ' ' + value).substring(0, DIGITS);
    }
}
