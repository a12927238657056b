package app.tandem.sidebar.frame;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.sidebar.frame.Screen.Rest;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What people typed in panes that are gone, until they come back to its item (pane U-51). In this node's memory alone, for a
 * working day: what people type is content (decision 028).
 */
@Component
public class LeftBehind {

    private static final Duration KEPT = Duration.ofHours(8);
    private static final int MOST_CHARACTERS = 20_000_000;
    private static final int MOST_AT_AN_ITEM = 5;

    private record Key(UserId user, String item) {

        /** What is not stored in the mailbox yet has no id; one that answers is known by its conversation. */
        static Key of(User user, OfficeItem item) {
            String id = item.itemId() != null ? item.itemId() : item.mode() + " " + item.conversationId();
            return new Key(user.id(), id);
        }
    }

    private final Cache<Key, List<Rest>> rests;

    LeftBehind(InstantSource clock) {
        this.rests = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterWrite(KEPT)
                .maximumWeight(MOST_CHARACTERS)
                .weigher((Key key, List<Rest> kept) -> weight(kept))
                .build();
    }

    private static int weight(List<Rest> kept) {
        return (int)
                Math.min(MOST_CHARACTERS, kept.stream().mapToLong(Rest::size).sum());
    }

    /** Keeps what is typed in that frame, which goes. */
    public void keep(User user, Frame frame) {
        List<Rest> typed = frame.rests();
        if (!typed.isEmpty()) {
            rests.asMap()
                    .merge(
                            Key.of(user, frame.item()),
                            typed,
                            (before, now) -> Stream.concat(now.stream(), before.stream())
                                    .limit(MOST_AT_AN_ITEM)
                                    .toList());
        }
    }

    /** Offers what was left at that item, on top of its first screen. */
    public void offer(Pane pane, OfficeItem item, Screen first) {
        Key key = Key.of(pane.user(), item);
        Optional.ofNullable(rests.getIfPresent(key))
                .ifPresent(kept -> first.addComponentAsFirst(offer(pane, key, kept)));
    }

    private Div offer(Pane pane, Key key, List<Rest> kept) {
        Words words = pane.words();
        String titles = kept.stream().map(Rest::title).distinct().collect(Collectors.joining(", "));
        Div box = Parts.box("conflict");
        box.addClassName("left-behind");
        box.getElement().setAttribute("role", "status");
        box.add(
                Parts.box("line-up", new Icon("clock"), Parts.text(words.of("left.text", titles))),
                Parts.box(
                        "buttons",
                        Parts.button(words.of("left.again"), () -> {
                            box.removeFromParent();
                            take(key).forEach(rest -> pane.open(rest.again().apply(pane)));
                        }),
                        Parts.button(words.of("leave.discard"), () -> {
                            box.removeFromParent();
                            take(key);
                        })));
        return box;
    }

    /** Each counts once, whichever pane takes it. */
    private List<Rest> take(Key key) {
        return Optional.ofNullable(rests.asMap().remove(key)).orElse(List.of());
    }

    /** Drops all that the person left, who signs out (pane U-32). */
    public void forget(User user) {
        rests.asMap().keySet().removeIf(key -> key.user().equals(user.id()));
    }
}
