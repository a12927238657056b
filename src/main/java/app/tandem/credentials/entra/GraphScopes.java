package app.tandem.credentials.entra;

import app.tandem.platform.Installation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is asked of a user, and what is needed (admin ). */
public final class GraphScopes {

    /** Without these the mail lane cannot work; subscriptions ask for the right to read by its own name. */
    public static final List<String> NEEDED = List.of("Mail.Read", "Mail.ReadWrite", "MailboxSettings.ReadWrite");

    /** What the lanes beside mail need. Who agreed before they were asked for goes on without. */
    private static final List<String> FURTHER = List.of("Tasks.ReadWrite", "Contacts.ReadWrite");

    private static final List<String> SESSION = List.of("openid", "profile", "email", "offline_access");
    private static final String WORLD = "https://graph.microsoft.com";

    private GraphScopes() {}

    /** For the Graph of this installation; MSAL adds those of the session by itself. */
    static Set<String> delegated(Installation.Graph graph) {
        Set<String> scopes = new LinkedHashSet<>();
        scopes.add(resource(graph) + "/User.Read");
        NEEDED.forEach(scope -> scopes.add(resource(graph) + "/" + scope));
        FURTHER.forEach(scope -> scopes.add(resource(graph) + "/" + scope));
        return scopes;
    }

    /** Those that a grant covers, by the scopes of the tokens it brought so far: asking for more would bring none at all. */
    static Set<String> covered(Installation.Graph graph, String granted) {
        Set<String> have = bare(granted);
        Set<String> scopes = delegated(graph);
        FURTHER.stream()
                .filter(scope -> !have.contains(scope.toLowerCase(Locale.ROOT)))
                .forEach(scope -> scopes.remove(resource(graph) + "/" + scope));
        return scopes;
    }

    /** For the sign-in page. */
    static String asked(Installation.Graph graph) {
        return String.join(" ", SESSION) + " " + String.join(" ", delegated(graph));
    }

    /** Everything an administrator agreed to. */
    static String application(Installation.Graph graph) {
        return resource(graph) + "/.default";
    }

    /** What is missing from a token's scopes. */
    static List<String> missing(String granted) {
        Set<String> have = bare(granted);
        return NEEDED.stream()
                .filter(scope -> !have.contains(scope.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Set<String> bare(String granted) {
        return List.of(granted.split("\\s+")).stream()
                .map(scope -> scope.substring(scope.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The clouds' own names; a base URL of somebody's own speaks for the world's Graph. */
    private static String resource(Installation.Graph graph) {
        String host = graph.baseUrl().getHost();
        return host.endsWith(".microsoft.us") || host.endsWith(".chinacloudapi.cn") ? "https://" + host : WORLD;
    }
}
