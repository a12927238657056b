package app.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may put on a blocklist (sync B-2). */
class BlockedTest {

    @ParameterizedTest
    @CsvSource({
        "Ann@Client.Example, ann@client.example",
        "' client.example ', client.example",
        "@client.example, client.example",
        "o'neil+news@mail.client.example, o'neil+news@mail.client.example",
        "müller.example, müller.example",
        "a-b.example, a-b.example"
    })
    void addressesAndDomainsAreKeptInLowerCase(String typed, String entry) {
        assertThat(Blocked.read(typed)).contains(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "client",
                "*.client.example",
                "*@client.example",
                "an%n@client.example",
                "ann@*.example",
                "ann@client",
                "two words.example",
                "ann@client.example, bob@client.example",
                "Ann <ann@client.example>",
                "https://client.example",
                "client..example",
                ".client.example",
                "client.example.",
                "-client.example",
                "client-.example",
                "a@b@client.example",
                "client.example\u0000"
            })
    void anythingElseIsRefused(String typed) {
        assertThat(Blocked.read(typed)).isEmpty();
    }

    @Test
    void longTextsAreRefused() {
        assertThat(Blocked.read("a.".repeat(100_000) + "example")).isEmpty();
        assertThat(Blocked.read("a".repeat(64) + ".example")).isEmpty();
        assertThat(Blocked.read("a".repeat(65) + "@client.example")).isEmpty();
    }
}
