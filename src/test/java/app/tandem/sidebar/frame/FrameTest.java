package app.tandem.sidebar.frame;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.NativeButton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which screen is seen, of which item, and what happens to what somebody typed (pane U-27, U-46, U-53 … U-57). */
class FrameTest {

    private final Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
    private final Frame frame = new Frame(() -> words, () -> {}, item -> new Sheet("home of " + item.subject()));

    @BeforeEach
    void openTheFirstMail() {
        frame.home(mail(1, "first"));
    }

    /** Pane U-53, U-54. */
    @Test
    void withNothingTypedEveryScreenGivesWayToTheNewItem() {
        frame.open(new Sheet("a record"));
        frame.follow(mail(2, "second"));
        assertThat(shown()).isEqualTo("home of second");
    }

    /** Pane U-46: a press or the focus on it while the header changes is not lost. */
    @Test
    void theWayBackStaysWhileTheHeaderIsDrawnAnew() {
        Sheet record = new Sheet("a record");
        frame.open(record);
        NativeButton back = button("Back");
        frame.refresh();
        assertThat(button("Back")).isSameAs(back);
        frame.open(new Sheet("another"));
        assertThat(button("Back")).isNotSameAs(back);
        press("Back");
        press("Back");
        assertThat(shown()).isEqualTo("home of first");
    }

    /** Pane U-57. */
    @Test
    void whatIsTypedStaysAndSaysWhereItBelongs() {
        frame.open(new Typing("New contact"));
        frame.follow(mail(2, "second"));
        assertThat(shown()).isEqualTo("New contact");
        assertThat(text()).contains("“New contact” belongs to “first”");
        press("Keep editing");
        frame.refresh();
        assertThat(shown()).isEqualTo("New contact");
        assertThat(text()).contains("belongs to “first”").doesNotContain("Discard and show");
    }

    /** Pane U-57. */
    @Test
    void discardingShowsWhatIsOpen() {
        frame.open(new Typing("New contact"));
        frame.follow(mail(2, "second"));
        press("Discard and show what is open");
        assertThat(shown()).isEqualTo("home of second");
        assertThat(text()).doesNotContain("belongs to");
    }

    /** Pane U-57: the first screen that comes back is never that of the former mail. */
    @Test
    void leavingAFormThatOutlivedItsMailShowsTheOpenOne() {
        Typing form = new Typing("New contact");
        frame.open(form);
        frame.follow(mail(2, "second"));
        assertThat(frame.close(form)).isTrue();
        assertThat(shown()).isEqualTo("home of second");
    }

    /** Pane U-57: the same mail is open again, so there is nothing to ask. */
    @Test
    void nothingIsAskedWhenTheMailIsOpenAgain() {
        frame.open(new Typing("New contact"));
        frame.follow(mail(2, "second"));
        frame.follow(mail(3, "first", "id-first"));
        assertThat(text()).doesNotContain("belongs to");
        assertThat(shown()).isEqualTo("New contact");
    }

    /** Pane U-56: typed text counts wherever it lies. */
    @Test
    void whatIsTypedBelowAnotherScreenStaysToo() {
        frame.open(new Typing("New contact"));
        frame.open(new Sheet("Search"));
        frame.follow(mail(2, "second"));
        assertThat(shown()).isEqualTo("Search");
        assertThat(text()).contains("“New contact” belongs to “first”");
    }

    /** Pane U-56: what is on its way is not answered into nowhere. */
    @Test
    void whatIsOnItsWayStays() {
        Typing form = new Typing("New contact");
        form.unsaved = false;
        frame.open(form);
        form.sending(true);
        frame.follow(mail(2, "second"));
        assertThat(shown()).isEqualTo("New contact");
        assertThat(text()).doesNotContain("Discard and show");
        assertThat(button("Cancel").isEnabled()).isFalse();
        form.sending(false);
        frame.close(form);
        assertThat(shown()).isEqualTo("home of second");
    }

    /** Pane U-53: a record that was being edited is only shown once it is saved, and then the open mail is. */
    @Test
    void aRecordThatIsSavedGivesWay() {
        Typing record = new Typing("Edward Stamos");
        frame.open(record);
        frame.follow(mail(2, "second"));
        record.unsaved = false;
        frame.refresh();
        assertThat(shown()).as("a form stays, even emptied").isEqualTo("Edward Stamos");
        record.editing = false;
        frame.refresh();
        assertThat(shown()).isEqualTo("home of second");
    }

    /** Pane U-68: recipients change while somebody writes; other screens are left alone and home is new afterwards. */
    @Test
    void anEditedItemIsStillTheSame() {
        Sheet search = new Sheet("Search");
        frame.open(search);
        frame.follow(mail(2, "first, edited", "id-first"));
        assertThat(shown()).isEqualTo("Search");
        frame.close(search);
        assertThat(shown()).isEqualTo("home of first, edited");
    }

    /** Pane U-56. */
    @Test
    void cancelAsksBeforeTypedTextGoes() {
        frame.open(new Typing("New contact"));
        press("Cancel");
        assertThat(text()).contains("Discard what you typed?");
        press("Keep editing");
        assertThat(shown()).isEqualTo("New contact");
        press("Cancel");
        press("Discard");
        assertThat(shown()).isEqualTo("home of first");
    }

    /** Pane U-27: a dead grant covers what somebody typed, and gives it back. */
    @Test
    void aCoverKeepsWhatLiesBelow() {
        frame.open(new Typing("New contact"));
        frame.cover(Optional.of(new Sheet("Connect Salesforce again")));
        assertThat(shown()).isEqualTo("Connect Salesforce again");
        assertThat(named("Back")).as("there is no way around it").isEmpty();
        frame.follow(mail(2, "second"));
        assertThat(shown()).isEqualTo("Connect Salesforce again");
        frame.cover(Optional.empty());
        assertThat(shown()).isEqualTo("New contact");
        assertThat(text()).contains("belongs to “first”");
    }

    /** A late answer closes its own screen and no other. */
    @Test
    void onlyTheScreenThatIsMeantIsClosed() {
        Sheet first = new Sheet("one");
        frame.open(first);
        frame.close(first);
        frame.open(new Sheet("other"));
        assertThat(frame.close(first)).isFalse();
        assertThat(shown()).isEqualTo("other");
    }

    private static OfficeItem mail(long seq, String subject) {
        return mail(seq, subject, "id-" + subject);
    }

    private static OfficeItem mail(long seq, String subject, String id) {
        return new OfficeItem(
                seq,
                seq,
                OfficeItem.Kind.MESSAGE,
                OfficeItem.Mode.READ,
                id,
                null,
                null,
                "",
                subject,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    private String shown() {
        return frame.getChildren()
                .filter(part -> part.hasClassName("content"))
                .flatMap(Component::getChildren)
                .map(screen -> ((Screen) screen).title())
                .findFirst()
                .orElseThrow();
    }

    private String text() {
        return frame.getElement().getTextRecursively();
    }

    private void press(String text) {
        NativeButton button = button(text);
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
    }

    private NativeButton button(String text) {
        return named(text).orElseThrow();
    }

    private Optional<NativeButton> named(String text) {
        return all(frame)
                .filter(NativeButton.class::isInstance)
                .map(NativeButton.class::cast)
                .filter(one -> one.getText().equals(text)
                        || text.equals(one.getElement().getAttribute("aria-label")))
                .findFirst();
    }

    private static Stream<Component> all(Component part) {
        return Stream.concat(Stream.of(part), part.getChildren().flatMap(FrameTest::all));
    }

    /** Something to read. */
    private static class Sheet extends Screen {

        private final String title;

        Sheet(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }
    }

    /** Something to fill in. */
    private static final class Typing extends Sheet {

        private boolean unsaved = true;
        private boolean editing = true;

        Typing(String title) {
            super(title);
        }

        @Override
        public Optional<Form> form() {
            return editing ? Optional.of(new Form(new NativeButton("Create"), unsaved)) : Optional.empty();
        }
    }
}
