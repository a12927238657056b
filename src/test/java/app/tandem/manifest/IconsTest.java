package app.tandem.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures are what their names say, small, on a transparent ground, and drawn from the drawings beside them. */
class IconsTest {

    private static final int LARGEST = 10_000;

    @Test
    void everySizeIsThereAndNoneThatNobodyDrew() throws IOException {
        Set<String> wanted = new TreeSet<>();
        IconDrawing.MARK_SIZES.forEach(size -> wanted.add("tandem-" + size + ".png"));
        IconDrawing.COMMANDS.forEach(
                command -> IconDrawing.COMMAND_SIZES.forEach(size -> wanted.add(command + "-" + size + ".png")));
        assertThat(pictures().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everyPictureIsSquareTransparentAndSmall() throws IOException {
        for (Path file : pictures()) {
            String name = file.getFileName().toString();
            int size = Integer.parseInt(name.replaceAll(".*-(\\d+)\\.png", "$1"));
            BufferedImage picture = ImageIO.read(file.toFile());
            assertThat(List.of(picture.getWidth(), picture.getHeight()))
                    .as(name)
                    .containsOnly(size);
            assertThat(picture.getRGB(0, 0) >>> 24)
                    .as(name + " has a transparent corner")
                    .isZero();
            assertThat(colours(picture)).as(name + " shows something").isGreaterThan(2);
            assertThat(Files.size(file)).as(name).isLessThan(LARGEST);
        }
    }

    private static long colours(BufferedImage picture) {
        return Stream.iterate(0, at -> at + 1)
                .limit((long) picture.getWidth() * picture.getHeight())
                .map(at -> picture.getRGB(at % picture.getWidth(), at / picture.getWidth()))
                .distinct()
                .count();
    }

    private static Set<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(IconDrawing.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".png")).collect(Collectors.toSet());
        }
    }
}
