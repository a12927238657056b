package app.tandem.sandbox.world.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How programs introduce the letter that is answered, in the language of the one who answers. */
final class Quotes {

    private record Words(String from, String sent, String to, String cc, String subject, String wrote) {}

    private static final Map<String, Words> WORDS = read();

    private Quotes() {}

    /** The header block that Outlook puts before the older letter: label and value. */
    static List<Map.Entry<String, String>> block(Letter older, String language) {
        Words words = words(language);
        java.util.ArrayList<Map.Entry<String, String>> block = new java.util.ArrayList<>();
        block.add(Map.entry(words.from(), older.from().shown()));
        block.add(Map.entry(words.sent(), when(older, language, FormatStyle.FULL)));
        block.add(Map.entry(words.to(), Address.shown(older.to())));
        if (!older.cc().isEmpty()) {
            block.add(Map.entry(words.cc(), Address.shown(older.cc())));
        }
        block.add(Map.entry(words.subject(), older.subject()));
        return block;
    }

    /** The line that most others put before it. */
    static String wrote(Letter older, String language) {
        return words(language)
                .wrote()
                .replace("{when}", when(older, language, FormatStyle.MEDIUM))
                .replace("{who}", older.from().shown());
    }

    /** The text with a quote mark before each line, once per age. */
    static String marked(Letter older) {
        StringBuilder marked = new StringBuilder();
        older.text().lines().forEach(line -> marked.append("> ").append(line).append('\n'));
        Letter before = older.answered();
        if (before != null) {
            marked.append("> \n> ").append(wrote(before, older.language())).append('\n');
            marked(before)
                    .lines()
                    .forEach(line -> marked.append(">").append(line).append('\n'));
        }
        return marked.toString();
    }

    private static String when(Letter older, String language, FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDateTime(style, FormatStyle.SHORT)
                .withLocale(Locale.forLanguageTag(language))
                .format(older.date());
    }

    private static Words words(String language) {
        return WORDS.getOrDefault(language, WORDS.get("en"));
    }

    private static Map<String, Words> read() {
        try (InputStream in = Quotes.class.getResourceAsStream("/sandbox/world/quotes.txt")) {
            Map<String, Words> words = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\\|", -1))
                    .forEach(c -> words.put(c[0], new Words(c[1], c[2], c[3], c[4], c[5], c[6])));
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
