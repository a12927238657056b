package app.tandem.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.tandem.sandbox.world.ReferenceMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real messages beside the checkout, with what another reader found in them. */
final class RealMails {

    /** What two careful readers see differently although the index does not call it malformed: base64 that is not whole. */
    private static final String BROKEN_BASE64 = "mimekit-rfc2046.eml";

    /** @param index the entry of {@code index.json} */
    record One(String file, byte[] mime, JsonNode index) {

        boolean isMalformed() {
            return file.equals(BROKEN_BASE64)
                    || !index.path("defects").isEmpty()
                    || index.path("tags").toString().contains("malformed");
        }

        String subject() {
            return index.path("subject").asString("");
        }

        String from() {
            return index.path("from").path("address").asString("");
        }
    }

    private RealMails() {}

    /** All of them; a test without the reference ends here as not run. */
    static List<One> all() {
        assumeTrue(
                ReferenceMail.place().isPresent(),
                "not run: the real messages lie outside the project; name their place with -Dtandem.reference");
        return present();
    }

    /** All of them; none where no place was named. */
    static List<One> present() {
        return ReferenceMail.place()
                .map(place -> read(place.resolve("data/mail")))
                .orElse(List.of());
    }

    private static List<One> read(Path folder) {
        try {
            List<One> all = new ArrayList<>();
            for (JsonNode index : JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("index.json")))) {
                String file = index.path("file").asString();
                all.add(new One(file, Files.readAllBytes(folder.resolve(file)), index));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
