package app.tandem.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real mails that lie beside the checkout, where {@code -Dtandem.reference} names the place. */
public final class ReferenceMail {

    private ReferenceMail() {}

    /** The place of the reference data, if it was named. */
    public static java.util.Optional<Path> place() {
        return java.util.Optional.ofNullable(System.getProperty("tandem.reference"))
                .filter(place -> !place.isBlank())
                .map(Path::of);
    }

    /** The real mails spread over all inboxes in turn; none where no place was named. */
    public static List<Content.Mail> mails(World world, Instant day) {
        return place().map(place -> read(place.resolve("data/mail"), world, day))
                .orElse(List.of());
    }

    private static List<Content.Mail> read(Path folder, World world, Instant day) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
            List<Content.Mail> mails = new ArrayList<>();
            for (Path file : sorted) {
                int number = mails.size();
                String owner =
                        world.people().get(number % world.people().size()).mail();
                Instant received = day.minus(Duration.ofHours(1 + 3L * number));
                mails.add(new Content.Mail(owner, "inbox", received, null, Files.readAllBytes(file)));
            }
            return mails;
        } catch (IOException e) {
            throw new UncheckedIOException("no mails in " + folder, e);
        }
    }
}
