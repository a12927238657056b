package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import app.tandem.sandbox.world.ReferenceMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EnabledIfSystemProperty(named = "tandem.reference", matches = ".+")
@DisplayName("Replies of two public parsers, and what their own tests expect to be left (sync E-19)")
class ReferenceRepliesTest {

    /** How a training corpus marks the lines of a signature; no mail has it. */
    private static final String TRAINING_MARK = "#sig#";

    /** What came of the files of one kind. */
    private static final class Tally {
        private int files;
        private int exact;
        private final List<String> tooMuch = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
    }

    @Test
    void almostAllAreExactAndNoneLosesAWord() throws IOException {
        Map<String, Tally> tallies = new TreeMap<>();
        for (JsonNode file : JsonMapper.shared().readTree(place().resolve("index.json"))) {
            judge(file, tallies.computeIfAbsent(file.path("kind").asString(), kind -> new Tally()));
        }
        print(tallies);
        int files = tallies.values().stream().mapToInt(tally -> tally.files).sum();
        int exact = tallies.values().stream().mapToInt(tally -> tally.exact).sum();
        assertThat(tallies.values()).allSatisfy(tally -> assertThat(tally.lost).isEmpty());
        assertThat(files).isGreaterThan(70);
        assertThat(exact * 100).as("%d of %d", exact, files).isGreaterThanOrEqualTo(files * 95);
    }

    private static void judge(JsonNode file, Tally tally) throws IOException {
        String name = file.path("file").asString();
        String expected =
                Files.readString(place().resolve(file.path("expected_file").asString()));
        boolean html = file.path("format").asString().equals("html");
        String left = MailTexts.ofReply(new MailBody(html, body(name))).text();
        tally.files++;
        if (comparable(left, html).equals(comparable(expected, html))) {
            tally.exact++;
        } else if (isWithin(words(expected), words(left))) {
            tally.tooMuch.add(name);
        } else {
            tally.lost.add(name + ": " + left);
        }
    }

    private static void print(Map<String, Tally> tallies) {
        System.out.println("| kind | files | exact | more kept than expected | words lost |");
        System.out.println("|---|---|---|---|---|");
        tallies.forEach((kind, tally) -> System.out.printf(
                "| %s | %d | %d | %s | %s |%n", kind, tally.files, tally.exact, tally.tooMuch, tally.lost));
    }

    private static String comparable(String text, boolean html) {
        String plain = text.replace("\r", "").replace('\u00a0', ' ').replaceAll("[ \\t]+\n", "\n");
        // Our text shows that something is cited by the usual sign.
        return html
                ? plain.replaceAll("(?m)^(> ?)+", "").replaceAll("\\s+", "")
                : plain.replaceAll("\n{3,}", "\n\n").strip();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isWithin(List<String> wanted, List<String> given) {
        int at = 0;
        for (String word : given) {
            at += at < wanted.size() && wanted.get(at).equals(word) ? 1 : 0;
        }
        return at == wanted.size();
    }

    private static Path place() {
        return ReferenceMail.place().orElseThrow().resolve("data/replies");
    }

    private static String body(String name) throws IOException {
        Path file = place().resolve(name);
        return name.endsWith(".eml") ? firstText(file) : Files.readString(file).replace(TRAINING_MARK, "");
    }

    private static String firstText(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.PERMISSIVE);
        parser.setContentDecoding(true);
        parser.setContentHandler(new AbstractContentHandler() {
            @Override
            public void body(BodyDescriptor descriptor, InputStream bytes) throws IOException {
                if (descriptor.getMimeType().equals("text/plain")) {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    bytes.transferTo(content);
                    texts.add(content.toString(Charset.forName(descriptor.getCharset())));
                }
            }
        });
        try (InputStream in = Files.newInputStream(file)) {
            parser.parse(in);
        } catch (MimeException broken) {
            throw new IOException(broken);
        }
        return texts.getFirst();
    }
}
