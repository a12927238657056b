package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.User;
import app.tandem.crm.InMemoryCrm;
import app.tandem.crm.Trouble;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailboxFaults;
import app.tandem.platform.RemoteFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sync E-4: an enhanced mail shows its pictures in Salesforce, whatever goes wrong between a picture and its mail. */
class PicturesTest {

    private static final String CUSTOMER = "carla@customer.example";
    private static final Pattern SHOWN = Pattern.compile("servlet\\.shepherd/version/download/(\\w{18})\"");

    private EngineWorld world;
    private String carla;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        world.crm.enhancedEmail = true;
        carla = world.contact(CUSTOMER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aSavedMailShowsItsPicturesAndHoldsThem() {
        world.arrives(MailFolder.MARKER, plan());

        world.runsUntilQuiet(world.anna);

        assertShown("plan.png", "logo.png");
        assertThat(world.crm.files())
                .extracting(InMemoryCrm.StoredFile::name)
                .containsExactlyInAnyOrder("plan.png", "logo.png", "offer.pdf");
        assertThat(file("plan.png").links()).as("A-5: at the mail alone").containsExactly(id(mail()));
    }

    /** Reliability 2.4: whatever becomes of the call that stores the pictures, nothing is doubled and nothing is missing. */
    @ParameterizedTest
    @MethodSource("troubles")
    void picturesAreStoredOnceAfter(Trouble trouble) {
        world.arrives(MailFolder.MARKER, plan());
        world.crm.next("attach", trouble);
        struck();

        world.runsUntilQuiet(world.anna);

        assertShown("plan.png", "logo.png");
        assertThat(world.crm.files()).hasSize(3);
    }

    /** The window between a picture and its mail. */
    @ParameterizedTest
    @MethodSource("troubles")
    void picturesAreStoredOnceWhenTheirMailIsNotCreatedAtOnce(Trouble trouble) {
        world.arrives(MailFolder.MARKER, plan());
        world.crm.next("create", trouble);
        struck();

        world.runsUntilQuiet(world.anna);

        assertShown("plan.png", "logo.png");
        assertThat(world.crm.files()).hasSize(3);
    }

    static List<Trouble> troubles() {
        return List.of(
                new Trouble.AnswerLost(),
                new Trouble.RequestLost(),
                new Trouble.Crashes(false),
                new Trouble.Crashes(true),
                new Trouble.Rows(2, new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)),
                new Trouble.Fails(new RemoteFailure.Throttled("429", EngineWorld.START.plusSeconds(60))));
    }

    private void struck() {
        try {
            world.cycle();
        } catch (Trouble.Died died) {
            world.passes(Duration.ofMinutes(1));
        }
    }

    /** Sync D-5, E-4: who stored the pictures never came back; hidden as they are, they cannot be shown. */
    @Test
    void aColleagueWhoTakesOverShowsPicturesOfHisOwn() {
        User bert = world.joins("bert@tandem.example", 2);
        world.arrives(MailFolder.MARKER, plan());
        ItemId copy = world.mailbox(bert).deliver(MailFolder.MARKER, plan());
        world.crm.next("create", new Trouble.Crashes(false));
        assertThatThrownBy(world::cycle).isInstanceOf(Trouble.Died.class);

        world.passes(Duration.ofHours(1));
        world.runsUntilQuiet(bert);

        assertThat(world.answer(bert, copy).state()).isEqualTo(ItemAnswer.State.SAVED);
        assertShown("plan.png", "logo.png");
    }

    /** A picture that Salesforce refuses is described and named, and the mail is saved. */
    @Test
    void aRefusedPictureIsDescribed() {
        world.arrives(MailFolder.MARKER, plan());
        world.crm.next(
                "attach", new Trouble.Rows(1, new WriteOutcome.Refused("FILE_EXTENSION_NOT_ALLOWED", List.of())));

        world.runsUntilQuiet(world.anna);

        assertThat(html())
                .contains("[Our plan]")
                .contains("Not saved: plan.png")
                .doesNotContain("<img");
        assertThat(world.crm.files()).extracting(InMemoryCrm.StoredFile::name).containsExactly("offer.pdf");
    }

    /** Sync A-7: a picture that the mailbox never gives is described in the end; until then the mail waits and says so. */
    @Test
    void aPictureThatCannotBeReadIsDescribedInTheEnd() {
        ItemId id = world.arrives(MailFolder.MARKER, plan());
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public Optional<Integer> breakAfter(ItemId item) {
                return Optional.of(0);
            }
        });
        world.cycle();
        assertThat(world.reason(id)).isEqualTo(Reason.of(Reason.State.WAITS, "sync E-4", "PICTURES"));
        assertThat(world.crm.rows("EmailMessage")).isEmpty();

        world.runsUntilQuiet(world.anna);

        assertThat(html()).contains("[Our plan]").doesNotContain("<img");
    }

    /** Sync A-15, L-20: one stored picture, shown by every activity of its message, and by nothing else. */
    @Test
    void clonesShowTheSamePictures() {
        ItemId id = world.arrives(MailFolder.INBOX, plan());

        world.wishes(id, toDeals("one", "two"));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("EmailMessage")).hasSize(2);
        assertThat(world.crm.files()).hasSize(3);
        assertThat(file("plan.png").links())
                .containsExactlyInAnyOrderElementsOf(world.crm.rows("EmailMessage").stream()
                        .map(PicturesTest::id)
                        .toList());
        world.crm.rows("EmailMessage").forEach(this::assertEachIsHeld);
    }

    /** Pane U-188: what is taken back takes its pictures along. */
    @Test
    void picturesAreTakenBackWithTheirMail() {
        ItemId id = world.arrives(MailFolder.INBOX, plan());
        world.wishes(id, toDeals("one", "two"));
        world.runsUntilQuiet(world.anna);

        world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("EmailMessage")).isEmpty();
        assertThat(world.crm.files()).isEmpty();
    }

    /** Saved as a Task there is no markup, and a picture is none of its files (sync A-4). */
    @Test
    void aTaskHasNoPictures() {
        world.crm.enhancedEmail = false;
        world.arrives(MailFolder.MARKER, plan());

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.files()).extracting(InMemoryCrm.StoredFile::name).containsExactly("offer.pdf");
    }

    private void assertShown(String... names) {
        assertThat(shown(html())).extracting(this::name).containsExactly(names);
        assertEachIsHeld(mail());
        assertThat(world.crm.files()).extracting(InMemoryCrm.StoredFile::name).contains("offer.pdf");
    }

    private void assertEachIsHeld(Map<String, Object> mail) {
        List<String> shown = shown((String) mail.get("HtmlBody"));
        assertThat(shown).hasSize(2);
        assertThat(world.crm.files().stream().filter(file -> shown.contains(file.id())))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.links()).contains(id(mail)));
    }

    private static List<String> shown(String html) {
        return SHOWN.matcher(html).results().map(place -> place.group(1)).toList();
    }

    private String name(String id) {
        return world.crm.files().stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private InMemoryCrm.StoredFile file(String name) {
        return world.crm.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> mail() {
        assertThat(world.crm.rows("EmailMessage")).hasSize(1);
        return world.crm.rows("EmailMessage").getFirst();
    }

    private String html() {
        return (String) mail().get("HtmlBody");
    }

    private static String id(Map<String, Object> record) {
        return (String) record.get("Id");
    }

    private SaveWish toDeals(String... names) {
        return SaveWish.to(
                List.of(new RecordRef("Contact", carla)),
                java.util.stream.Stream.of(names)
                        .map(name -> new RecordRef("Account", world.crm.put("Account", Map.of("Name", name))))
                        .toList());
    }

    private static Letter plan() {
        return Letter.about("Plan")
                .from(CUSTOMER)
                .to(EngineWorld.ANNA)
                .html("<p>So: <img src=\"cid:plan@x\" alt=\"Our plan\"></p><p>Carla <img src=\"cid:logo@x\"></p>"
                        + "<div style=\"display:none\"><img src=\"cid:unseen@x\"></div>")
                .withPicture("plan.png", "plan@x", bytes("a plan"))
                .withPicture("logo.png", "<logo@x>", bytes("a logo"))
                .withPicture("unseen.png", "unseen@x", bytes("nobody sees this"))
                .with("offer.pdf", "application/pdf", bytes("offer"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
