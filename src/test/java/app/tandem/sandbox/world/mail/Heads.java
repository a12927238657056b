package app.tandem.sandbox.world.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The headers that every mail of a letter has. */
final class Heads {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    private Heads() {}

    /** From to MIME-Version; the subject in UTF-8, in base64 or quoted words as the letter's number falls. */
    static Map<String, String> of(Letter letter) {
        return of(letter, StandardCharsets.UTF_8);
    }

    static Map<String, String> of(Letter letter, Charset charset) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("From", letter.from().written());
        head.put("To", Address.list(letter.to()));
        if (!letter.cc().isEmpty()) {
            head.put("Cc", Address.list(letter.cc()));
        }
        head.put("Subject", Encodings.words(letter.subject(), charset, letter.number() % 2 == 0));
        head.put("Date", date(letter.date()));
        head.put("Message-ID", letter.messageId());
        List<Letter> history = letter.history();
        if (!history.isEmpty()) {
            head.put("In-Reply-To", history.getLast().messageId());
            head.put(
                    "References",
                    String.join(" ", history.stream().map(Letter::messageId).toList()));
        }
        head.put("MIME-Version", "1.0");
        return head;
    }

    static String date(ZonedDateTime date) {
        return DATE.format(date);
    }

    /** A made-up token, always the same for one letter and one salt. */
    static String token(Letter letter, int salt, int length) {
        java.util.Random random = new java.util.Random(letter.number() * 131 + salt);
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < length; i++) {
            token.append("0123456789ABCDEF".charAt(random.nextInt(16)));
        }
        return token.toString();
    }
}
