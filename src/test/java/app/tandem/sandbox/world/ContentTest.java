package app.tandem.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.mail.Shape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static final Instant DAY = Instant.parse("2026-11-20T12:00:00Z");
    private static final World WORLD = Worlds.of(1, Worlds.USERS);
    private static final Content CONTENT = Content.of(WORLD, DAY);

    @Test
    void aWorldHoldsAFewHundredOfEverything() {
        Map<String, Long> rows =
                CONTENT.rows().stream().collect(Collectors.groupingBy(Content.Row::type, Collectors.counting()));
        assertThat(rows.get("Account")).isBetween(100L, 200L);
        assertThat(rows.get("Contact")).isBetween(200L, 400L);
        assertThat(rows.get("Lead")).isBetween(80L, 200L);
        assertThat(rows.get("Opportunity")).isBetween(80L, 300L);
        assertThat(rows.get("OpportunityContactRole")).isGreaterThan(100L);
        assertThat(rows.get("Case")).isBetween(60L, 200L);
        assertThat(CONTENT.mails().size()).isBetween(280, 420);
    }

    @Test
    void oneSeedWritesTheSameBytesTwice() {
        Content again = Content.of(Worlds.of(1, Worlds.USERS), DAY);
        assertThat(again.rows()).isEqualTo(CONTENT.rows());
        assertThat(again.mails()).hasSameSizeAs(CONTENT.mails());
        for (int i = 0; i < again.mails().size(); i++) {
            assertThat(again.mails().get(i).mime())
                    .isEqualTo(CONTENT.mails().get(i).mime());
        }
        assertThat(Content.of(Worlds.of(2, Worlds.USERS), DAY).rows()).isNotEqualTo(CONTENT.rows());
    }

    @Test
    void everyShapeOccursAndEveryMailParses() throws Exception {
        Set<Shape> seen = EnumSet.noneOf(Shape.class);
        for (Content.Mail mail : CONTENT.mails()) {
            seen.add(mail.shape());
            Message message = parse(mail.mime());
            assertThat(message.getFrom()).as("%s", mail.shape()).isNotNull();
            assertThat(message.getTo()).isNotNull();
            if (message.getMimeType().startsWith("multipart/")) {
                assertThat(((Multipart) message.getBody()).getBodyParts())
                        .as("%s", mail.shape())
                        .hasSizeGreaterThan(1);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Shape.values());
    }

    @Test
    void onlyWhatIsMeantToBeMissingIsMissing() throws Exception {
        for (Content.Mail mail : CONTENT.mails()) {
            Message message = parse(mail.mime());
            assertThat(message.getDate() == null).isEqualTo(mail.shape() == Shape.NO_DATE);
            assertThat(message.getMessageId() == null).isEqualTo(mail.shape() == Shape.NO_MESSAGE_ID);
            assertThat(message.getSubject() == null).isEqualTo(mail.shape() == Shape.NO_SUBJECT);
            assertThat(new String(mail.mime(), StandardCharsets.UTF_8))
                    .doesNotContain("{to}", "{from}", "{company}", "{amount}");
        }
    }

    @Test
    void subjectsAreWrittenInEveryScript() throws Exception {
        Set<Character.UnicodeScript> scripts = new HashSet<>();
        for (Content.Mail mail : CONTENT.mails()) {
            String subject = parse(mail.mime()).getSubject();
            if (subject != null) {
                subject.codePoints().forEach(point -> scripts.add(Character.UnicodeScript.of(point)));
            }
        }
        assertThat(scripts)
                .contains(
                        Character.UnicodeScript.CYRILLIC,
                        Character.UnicodeScript.GREEK,
                        Character.UnicodeScript.HEBREW,
                        Character.UnicodeScript.ARABIC,
                        Character.UnicodeScript.DEVANAGARI,
                        Character.UnicodeScript.THAI,
                        Character.UnicodeScript.HAN,
                        Character.UnicodeScript.HIRAGANA,
                        Character.UnicodeScript.HANGUL,
                        Character.UnicodeScript.GEORGIAN);
    }

    @Test
    void manyCorrespondentsAreInSalesforceAndSomeAreNot() throws Exception {
        Set<String> known = CONTENT.rows().stream()
                .map(row -> row.fields().get("Email"))
                .filter(java.util.Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.toSet());
        long inbound = 0;
        long fromKnown = 0;
        for (Content.Mail mail : CONTENT.mails()) {
            if (mail.folder().equals("inbox")) {
                inbound++;
                fromKnown +=
                        known.contains(parse(mail.mime()).getFrom().getFirst().getAddress()) ? 1 : 0;
            }
        }
        assertThat((double) fromKnown / inbound).isBetween(0.4, 0.9);
    }

    @Test
    void aMailToSeveralColleaguesIsTheSameBytesInEachMailbox() {
        Map<String, List<Content.Mail>> same =
                CONTENT.mails().stream().collect(Collectors.groupingBy(mail -> Arrays.toString(mail.mime())));
        assertThat(same.values()).anyMatch(copies -> copies.size() > 2);
    }

    @Test
    void everyReferenceIsToAnEarlierRow() {
        Set<String> earlier = new HashSet<>();
        for (Content.Row row : CONTENT.rows()) {
            row.fields().values().forEach(value -> {
                if (value instanceof Content.Ref ref) {
                    assertThat(earlier).contains(ref.key());
                }
            });
            assertThat(earlier.add(row.key())).isTrue();
        }
    }

    private static Message parse(byte[] mime) throws Exception {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.custom()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .build());
        return builder.parseMessage(new ByteArrayInputStream(mime));
    }
}
