package app.tandem.sidebar.frame;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.NativeButton;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was typed in a pane that is gone is offered at its item, to its person, once, and not for ever (pane U-51). */
class LeftBehindTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private final LeftBehind left = new LeftBehind(now::get);
    private final User anna = user(1);
    private final User ben = user(2);
    private final List<String> opened = new ArrayList<>();

    @Test
    void itIsOfferedAtItsItemToItsPersonOnce() {
        left.keep(anna, typing("New contact", "mail-1"));
        assertThat(offer(anna, "mail-2")).isEmpty();
        assertThat(offer(ben, "mail-1")).isEmpty();
        Screen first = home(anna, "mail-1");
        Screen second = home(anna, "mail-1");
        assertThat(text(first)).contains("New contact");
        press(first, "Go on");
        assertThat(opened).containsExactly("New contact");
        press(second, "Go on");
        assertThat(opened).hasSize(1);
        assertThat(offer(anna, "mail-1")).isEmpty();
    }

    @Test
    void whatIsDiscardedIsGone() {
        left.keep(anna, typing("New contact", "mail-1"));
        press(home(anna, "mail-1"), "Discard");
        assertThat(offer(anna, "mail-1")).isEmpty();
        assertThat(opened).isEmpty();
    }

    /** What is under way has been sent; doubling it would be worse (design.md section 4). */
    @Test
    void nothingIsKeptOfWhatIsNotTypedOrIsOnItsWay() {
        Frame frame = frame("mail-1");
        left.keep(anna, frame);
        Sheet form = new Sheet("New contact");
        frame.open(form);
        form.sending(true);
        left.keep(anna, frame);
        assertThat(offer(anna, "mail-1")).isEmpty();
    }

    @Test
    void itIsForgottenAfterAWorkingDayAndBySigningOut() {
        left.keep(anna, typing("New contact", "mail-1"));
        now.updateAndGet(time -> time.plus(Duration.ofHours(7)));
        assertThat(offer(anna, "mail-1")).isNotEmpty();
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        assertThat(offer(anna, "mail-1")).isEmpty();

        left.keep(anna, typing("New contact", "mail-1"));
        left.keep(ben, typing("New lead", "mail-1"));
        left.forget(anna);
        assertThat(offer(anna, "mail-1")).isEmpty();
        assertThat(offer(ben, "mail-1")).contains("New lead");
    }

    @Test
    void itIsBounded() {
        for (int form = 0; form < 9; form++) {
            left.keep(anna, typing("Form " + form, "mail-1"));
        }
        press(home(anna, "mail-1"), "Go on");
        assertThat(opened).containsExactly("Form 8", "Form 7", "Form 6", "Form 5", "Form 4");
    }

    private Frame typing(String title, String item) {
        Frame frame = frame(item);
        frame.open(new Sheet(title));
        return frame;
    }

    private static Frame frame(String item) {
        Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
        Frame frame = new Frame(() -> words, () -> {}, of -> new Home());
        frame.home(mail(item));
        return frame;
    }

    private Screen home(User user, String item) {
        Screen home = new Home();
        left.offer(pane(user), mail(item), home);
        return home;
    }

    private String offer(User user, String item) {
        return text(home(user, item));
    }

    private static String text(Screen screen) {
        return screen.getElement().getTextRecursively();
    }

    private static void press(Screen screen, String text) {
        NativeButton button = all(screen)
                .filter(part ->
                        part instanceof NativeButton one && one.getText().equals(text))
                .map(NativeButton.class::cast)
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
    }

    private static Stream<Component> all(Component part) {
        return Stream.concat(Stream.of(part), part.getChildren().flatMap(LeftBehindTest::all));
    }

    private Pane pane(User user) {
        Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
        return (Pane) Proxy.newProxyInstance(
                Pane.class.getClassLoader(),
                new Class<?>[] {Pane.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "user" -> user;
                    case "words" -> words;
                    case "open" -> opened.add(((Screen) arguments[0]).title()) ? null : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static User user(long number) {
        return new User(
                new UserId(new UUID(0, number)),
                new TenantId(new UUID(0, 0)),
                UserState.RUNNING,
                Optional.empty(),
                Optional.empty());
    }

    private static OfficeItem mail(String id) {
        return OfficeItem.none().withId(id);
    }

    /** The first screen. */
    private static final class Home extends Screen {

        @Override
        public String title() {
            return "Home";
        }
    }

    /** Something half filled in. */
    private static final class Sheet extends Screen {

        private final String title;

        Sheet(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public Optional<Form> form() {
            return Optional.of(new Form(new NativeButton("Create"), true));
        }

        @Override
        public Optional<Rest> rest() {
            String of = title;
            return Optional.of(new Rest(of, of.length(), pane -> new Sheet(of)));
        }
    }
}
