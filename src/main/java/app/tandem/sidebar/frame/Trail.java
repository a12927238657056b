package app.tandem.sidebar.frame;

import app.tandem.sidebar.office.OfficeItem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Screens that lie one above the other, all about the item that was open when the lowest was made (pane U-46, U-57). */
final class Trail {

    private final Deque<Screen> screens = new ArrayDeque<>();
    private OfficeItem item = OfficeItem.none();
    private boolean old;

    /** Begins anew; all others are forgotten. */
    void start(OfficeItem of, Screen lowest) {
        screens.clear();
        screens.push(lowest);
        item = of;
        old = false;
    }

    /** Puts one on top. */
    void open(Screen screen) {
        screens.push(screen);
    }

    /** Takes that one away, and those above it; false when it is not there, or is the lowest. */
    boolean close(Screen screen) {
        if (!screens.contains(screen) || screen == screens.peekLast()) {
            return false;
        }
        while (screens.peek() != screen) {
            screens.pop();
        }
        screens.pop();
        return true;
    }

    /** The one that is seen; none before the first {@link #start}. */
    Optional<Screen> top() {
        return Optional.ofNullable(screens.peek());
    }

    /** The uppermost that would lose something (pane U-56). */
    Optional<Screen> unfinished() {
        return screens.stream().filter(Screen::isUnfinished).findFirst();
    }

    /** What is typed in any of them and not under way, the lowest first. */
    List<Screen.Rest> rests() {
        return screens.reversed().stream()
                .filter(screen -> screen.isUnfinished() && !screen.isSending())
                .map(Screen::rest)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether nothing lies above the lowest. */
    boolean isAtLowest() {
        return screens.size() == 1;
    }

    /** What all of them are about. */
    OfficeItem item() {
        return item;
    }

    /** The lowest shows what does not hold any more. */
    void age() {
        old = true;
    }

    /** Whether the lowest is the one to show when that item is open. */
    boolean isFreshFor(OfficeItem open) {
        return !old && item.equals(open);
    }
}
