package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "tandem.reference", matches = ".+")
@DisplayName("The bodies of real messages")
class ReferenceMailTextsTest {

    @Test
    @DisplayName("no word is lost on the way to text, and markup is harmless")
    void realBodiesKeepTheirWords() throws IOException {
        int html = 0;
        int plain = 0;
        for (Path file : files()) {
            for (MailBody body : bodies(file)) {
                MailText text = MailTexts.of(body);
                assertThat(SafeMarkup.isXml(text.text())).as(file.toString()).isTrue();
                if (body.html()) {
                    String shown = Embedded.placed(String.valueOf(text.html()), Map.of());
                    assertThat(SafeMarkup.faults(shown)).as(file.toString()).isEmpty();
                    assertThat(missing(words(visible(body.content())), words(text.text())))
                            .as(file.toString())
                            .isEmpty();
                    html++;
                } else if (body.content().indexOf(0) < 0) {
                    assertThat(missing(words(body.content()), words(text.text())))
                            .as(file.toString())
                            .isEmpty();
                    plain++;
                }
            }
        }
        System.out.println("realBodiesKeepTheirWords: " + html + " HTML and " + plain + " text bodies");
        assertThat(html).isGreaterThan(20);
        assertThat(plain).isGreaterThan(50);
    }

    /** Another reading of the same markup: jsoup's own text, without what nobody sees. */
    private static String visible(String html) {
        Document document = Jsoup.parse(html);
        document.select("script,style,head,title,template,object,svg,math,select,[hidden],xml")
                .remove();
        document.select("[style~=(?i)display\\s*:\\s*none|mso-hide|visibility\\s*:\\s*hidden]")
                .remove();
        return document.text();
    }

    private static List<String> words(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }

    /** Words of the first list that do not follow each other in the second. */
    private static List<String> missing(List<String> wanted, List<String> given) {
        List<String> missing = new ArrayList<>();
        int at = 0;
        for (String word : wanted) {
            int found = at;
            while (found < given.size() && !given.get(found).equals(word)) {
                found++;
            }
            if (found == given.size()) {
                missing.add(word);
            } else {
                at = found + 1;
            }
        }
        return missing;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("tandem.reference"), "data", "mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<MailBody> bodies(Path file) throws IOException {
        List<MailBody> bodies = new ArrayList<>();
        MimeStreamParser parser = new MimeStreamParser(MimeConfig.PERMISSIVE);
        parser.setContentDecoding(true);
        parser.setContentHandler(new AbstractContentHandler() {
            @Override
            public void body(BodyDescriptor descriptor, InputStream bytes) throws IOException {
                if (descriptor.getMimeType().startsWith("text/")) {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    bytes.transferTo(content);
                    boolean html = descriptor.getMimeType().equals("text/html");
                    bodies.add(new MailBody(html, content.toString(charset(descriptor.getCharset()))));
                }
            }
        });
        try (InputStream in = Files.newInputStream(file)) {
            parser.parse(in);
        } catch (MimeException broken) {
            System.out.println("not read to its end: " + file.getFileName());
        }
        return bodies;
    }

    private static Charset charset(String name) {
        try {
            return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
