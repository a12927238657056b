package app.tandem.sync;

import static app.tandem.sync.Given.CUSTOMER;
import static app.tandem.sync.Given.ME;
import static app.tandem.sync.Given.NOON;
import static app.tandem.sync.Given.keyed;
import static app.tandem.sync.Given.mail;
import static app.tandem.sync.Given.received;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What makes two copies of a message one (sync D-1)")
class MailKeyTest {

    @Test
    void theMessageIdDecidesAcrossMailboxesHoweverItIsWritten() {
        String key = hash(keyed(received(), "a", "<X.1@client.example>", NOON), "one");
        assertThat(key).hasSize(64).matches("[0-9a-f]+");
        assertThat(hash(keyed(received(), "b", "  <X.1@client.example>\r\n ", null), "two"))
                .isEqualTo(key);
        assertThat(hash(keyed(received(), "b", "X.1@client.example", NOON), "two"))
                .isEqualTo(key);
        assertThat(hash(keyed(received(), "b", "<x.1@client.example>", NOON), "two"))
                .isNotEqualTo(key);
    }

    @Test
    void withoutMessageIdTheSameCopyIsKnownInEveryMailbox() {
        String one = hash(keyed(received(), "a", null, NOON), "one");
        assertThat(hash(keyed(received(), "b", "<>", NOON), "two")).isEqualTo(one);
        assertThat(hash(keyed(received(), "a", null, NOON.plusMillis(1)), "one"))
                .isNotEqualTo(one);
        assertThat(hash(keyed(mail(MailFolder.INBOX, CUSTOMER, ME, CUSTOMER), "a", null, NOON), "one"))
                .isNotEqualTo(one);
    }

    @Test
    @DisplayName("design 4.1: with too little to go by no two messages are taken for one")
    void withoutDateTheItemIsItsOwnKey() {
        String one = hash(keyed(received(), "a", null, null), "one");
        assertThat(hash(keyed(received(), "b", null, null), "one")).isNotEqualTo(one);
        assertThat(hash(keyed(received(), "a", null, null), "two")).isNotEqualTo(one);
        assertThat(hash(keyed(received(), "a", null, null), "one")).isEqualTo(one);
    }

    private static String hash(Mail mail, String mailbox) {
        return MailPlanner.key(mail, mailbox).hash();
    }
}
