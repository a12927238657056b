package app.tandem.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decision records do not drift: they have their parts, and every class they name still exists. */
class DecisionsTest {

    private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Set<String> FOREIGN = Set.of(
            "InstantSource",
            "Scheduler",
            "Task",
            "HtmlBody",
            "ContentDocumentIds",
            "ToIds",
            "Description",
            "Salesforce");

    @Test
    void everyRecordSaysWhatWouldChangeOurMind() throws IOException {
        assertThat(records())
                .hasSizeGreaterThan(5)
                .allSatisfy(record -> assertThat(Files.readString(record))
                        .as(record.toString())
                        .contains("**Status:**", "## Decision", "## What would change our mind"));
    }

    @Test
    void everyClassARecordNamesExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            classes = sources.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .collect(Collectors.toSet());
        }
        for (Path record : records()) {
            List<String> named = TYPE.matcher(Files.readString(record))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> name.chars().anyMatch(Character::isLowerCase))
                    .filter(name -> !FOREIGN.contains(name))
                    .toList();
            assertThat(classes).as(record.toString()).containsAll(named);
        }
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
