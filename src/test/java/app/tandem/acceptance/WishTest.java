package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.engine.ItemAnswer;
import app.tandem.engine.Wishes;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.mailbox.Mailboxes;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person's own wish, as the pane hands it on, up to the records in Salesforce. */
class WishTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    /** Long before the draft is looked for by itself: only the notification of Sent Items comes so soon. */
    private static final Duration SECONDS = Duration.ofSeconds(30);

    private static final String MESSAGE = "<wish-1@elsewhere.example>";

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @DisplayName("U-162, U-170, L-20: a stranger's mail goes to exactly the chosen records, the second one on a clone")
    void aMailIsSavedToExactlyTheChosenRecords() {
        Person anna = stage.person(0);
        RecordRef contact = first(anna, "Contact");
        List<RecordRef> accounts = two(anna, "Account");
        stage.deliver(anna, "inbox", null, Wire.utf8(mime(anna)));
        stage.untilQuiet();
        User user = stage.tandem(Users.class)
                .byMailbox(World.TENANT_ID, anna.entraId())
                .getFirst();
        Mail mail = stage.tandem(Mailboxes.class).open(user).find("", MESSAGE).orElseThrow();
        Wishes wishes = stage.tandem(Wishes.class);
        assertThat(wishes.ask(user, mail).state()).isEqualTo(ItemAnswer.State.NOT_SAVED);

        long asked = System.nanoTime();
        wishes.save(user.tenant(), user.id(), mail.id(), SaveWish.to(List.of(contact), accounts));
        Wire.until("saved", SOON, () -> wishes.answer(user, mail).state() == ItemAnswer.State.SAVED);
        System.out.printf("from the wish to its fulfilment: %d ms%n", (System.nanoTime() - asked) / 1_000_000);

        assertThat(stage.org(anna)
                        .query("SELECT WhoId, WhatId FROM Task WHERE Subject = 'A wish' ORDER BY CreatedDate"))
                .extracting(task -> task.path("WhoId").asString() + " "
                        + task.path("WhatId").asString())
                .containsExactlyInAnyOrder(
                        contact.id() + " " + accounts.get(0).id(),
                        contact.id() + " " + accounts.get(1).id());
        assertThat(stage.tandem(Mailboxes.class).open(user).find("", MESSAGE))
                .hasValueSatisfying(now -> assertThat(now.categories()).contains("Salesforce"));
        assertThat(wishes.answer(user, mail).by()).isEqualTo(ItemAnswer.By.THIS_USER);
    }

    @Test
    @DisplayName("U-188: what was saved is taken back: task and file gone, category gone, mail kept")
    void aSavedMailIsTakenBack() {
        Person anna = stage.person(0);
        String message = "<undo-1@elsewhere.example>";
        stage.deliver(anna, "inbox", null, Wire.utf8(withFile(anna, message)));
        stage.untilQuiet();
        User user = stage.tandem(Users.class)
                .byMailbox(World.TENANT_ID, anna.entraId())
                .getFirst();
        Mail mail = stage.tandem(Mailboxes.class).open(user).find("", message).orElseThrow();
        Wishes wishes = stage.tandem(Wishes.class);
        wishes.save(user.tenant(), user.id(), mail.id(), SaveWish.to(List.of(first(anna, "Contact")), List.of()));
        Wire.until("saved", SOON, () -> wishes.answer(user, mail).undoable());
        assertThat(stage.org(anna).query("SELECT Id FROM Task WHERE Subject = 'An undo' AND IsDeleted = false"))
                .hasSize(1);
        assertThat(stage.org(anna)
                        .query("SELECT Id FROM ContentDocument WHERE Title LIKE 'undone%' AND IsDeleted = false"))
                .hasSize(1);

        wishes.undo(user.tenant(), user.id(), mail.id());
        Wire.until("undone", SOON, () -> wishes.answer(user, mail).state() == ItemAnswer.State.NOT_SAVED);

        assertThat(stage.org(anna).query("SELECT Id FROM Task WHERE Subject = 'An undo' AND IsDeleted = false"))
                .isEmpty();
        assertThat(stage.org(anna)
                        .query("SELECT Id FROM ContentDocument WHERE Title LIKE 'undone%' AND IsDeleted = false"))
                .isEmpty();
        assertThat(stage.tandem(Mailboxes.class).open(user).find("", message))
                .hasValueSatisfying(now -> assertThat(now.categories()).isEmpty());
        assertThat(wishes.answer(user, mail).undoable()).isFalse();
    }

    @Test
    @DisplayName("U-165, E-10: what was chosen for a draft is one completed task once it is sent, within seconds")
    void aDraftIsSavedOnceItIsSent() {
        Person anna = stage.person(0);
        RecordRef contact = first(anna, "Contact");
        User user = stage.tandem(Users.class)
                .byMailbox(World.TENANT_ID, anna.entraId())
                .getFirst();
        String id = stage.mailboxes().create(anna.mail(), draft("An answer to come"));
        Mail draft = stage.tandem(Mailboxes.class).open(user).find(id, null).orElseThrow();
        Wishes wishes = stage.tandem(Wishes.class);
        wishes.saveAfterSending(user.tenant(), user.id(), draft.id(), SaveWish.to(List.of(contact), List.of()));
        stage.untilQuiet();
        assertThat(wishes.answer(user, draft).state()).isEqualTo(ItemAnswer.State.WILL_BE_SAVED);

        stage.mailboxes().send(anna.mail(), id);
        Wire.until("saved", SECONDS, () -> wishes.answer(user, draft).state() == ItemAnswer.State.SAVED);

        assertThat(stage.org(anna).query("SELECT WhoId, Status FROM Task WHERE Subject LIKE '%An answer to come%'"))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.path("WhoId").asString()).isEqualTo(contact.id());
                    assertThat(task.path("Status").asString()).isEqualTo("Completed");
                });
    }

    private static String withFile(Person to, String message) {
        String part = "\r\n--cut\r\n";
        return "From: <stranger@elsewhere.example>\r\nTo: <" + to.mail() + ">\r\nSubject: An undo\r\nMessage-ID: "
                + message + "\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=cut\r\n" + part
                + "Content-Type: text/plain\r\n\r\nHello" + part
                + "Content-Type: text/csv; name=undone.csv\r\nContent-Disposition: attachment; filename=undone.csv\r\n\r\n"
                + "a;b\r\n--cut--\r\n";
    }

    private static String draft(String subject) {
        return """
                {"subject":"%s","body":{"contentType":"text","content":"Hello"},
                 "toRecipients":[{"emailAddress":{"address":"new@elsewhere.example"}}]}""".formatted(subject);
    }

    private static String mime(Person to) {
        return "From: <stranger@elsewhere.example>\r\nTo: <" + to.mail() + ">\r\nSubject: A wish\r\nMessage-ID: "
                + MESSAGE + "\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n";
    }

    private static RecordRef first(Person person, String type) {
        return two(person, type).getFirst();
    }

    private static List<RecordRef> two(Person person, String type) {
        return stage.org(person).query("SELECT Id FROM " + type + " ORDER BY Id LIMIT 2").stream()
                .map((JsonNode row) -> new RecordRef(type, row.path("Id").asString()))
                .toList();
    }
}
