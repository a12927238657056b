package app.tandem.credentials.entra;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.platform.Installation;
import app.tandem.platform.SecretText;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked of Entra, and of a grant that is older than what is asked for. */
class GraphScopesTest {

    private static final String WORLD = "https://graph.microsoft.com/";
    private static final String MAIL = WORLD + "Mail.Read " + WORLD + "Mail.ReadWrite " + WORLD
            + "MailboxSettings.ReadWrite " + WORLD + "User.Read";

    private final Installation.Graph graph = new Installation.Graph(URI.create("https://graph.microsoft.com/v1.0"));

    private static SecretText cache(String target) {
        return SecretText.of("{\"AccessToken\":{\"one\":{\"target\":\"" + target + "\"}},\"RefreshToken\":{}}");
    }

    @Test
    @DisplayName(
            "tasks and contacts are asked for at the sign-in; who has not agreed to them lacks nothing that mail needs")
    void tasksAndContactsAreAskedForAndNotNeeded() {
        assertThat(GraphScopes.asked(graph)).contains(WORLD + "Tasks.ReadWrite", WORLD + "Contacts.ReadWrite");
        assertThat(GraphScopes.missing(MAIL)).isEmpty();
    }

    @Test
    @DisplayName("a grant from before tasks is never asked for them: Entra would refuse the mail with them")
    void anOlderGrantIsAskedForWhatItCovers() {
        assertThat(GraphScopes.covered(graph, MailboxTokens.granted(cache(MAIL))))
                .contains(WORLD + "Mail.ReadWrite")
                .doesNotContain(WORLD + "Tasks.ReadWrite", WORLD + "Contacts.ReadWrite");
        assertThat(GraphScopes.covered(graph, MailboxTokens.granted(cache(MAIL + " " + WORLD + "Tasks.ReadWrite"))))
                .contains(WORLD + "Mail.ReadWrite", WORLD + "Tasks.ReadWrite")
                .doesNotContain(WORLD + "Contacts.ReadWrite");
    }
}
