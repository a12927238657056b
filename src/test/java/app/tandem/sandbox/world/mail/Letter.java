package app.tandem.sandbox.world.mail;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes to somebody, before a program makes a mail of it.
 *
 * @param text paragraphs with a line feed between lines and an empty line between paragraphs
 * @param language of the text, ISO 639
 * @param date with the zone of the writer
 * @param messageId with angle brackets
 * @param answered the letter this one answers
 * @param number draws what a program makes up: boundaries, image names
 */
public record Letter(
        Address from,
        List<Address> to,
        List<Address> cc,
        String subject,
        String text,
        String language,
        ZonedDateTime date,
        String messageId,
        @Nullable Letter answered,
        long number) {

    /** The dice of this letter, always from the start. */
    Random random() {
        return new Random(number);
    }

    /** The same letter with another subject. */
    Letter withSubject(String other) {
        return new Letter(from, to, cc, other, text, language, date, messageId, answered, number);
    }

    /** The same letter with another text. */
    Letter withText(String other) {
        return new Letter(from, to, cc, subject, other, language, date, messageId, answered, number);
    }

    /** The same letter to others. */
    Letter withRecipients(List<Address> others, List<Address> copies) {
        return new Letter(from, others, copies, subject, text, language, date, messageId, answered, number);
    }

    /** The same letter from somebody else. */
    Letter withFrom(Address other) {
        return new Letter(other, to, cc, subject, text, language, date, messageId, answered, number);
    }

    /** The same letter with other dice. */
    Letter withNumber(long other) {
        return new Letter(from, to, cc, subject, text, language, date, messageId, answered, other);
    }

    /** The letters this one stands on, oldest first. */
    List<Letter> history() {
        java.util.ArrayList<Letter> history = new java.util.ArrayList<>();
        for (Letter letter = answered; letter != null; letter = letter.answered()) {
            history.addFirst(letter);
        }
        return history;
    }

    /** Whether the language is written from right to left. */
    boolean rightToLeft() {
        return language.equals("he") || language.equals("ar");
    }
}
