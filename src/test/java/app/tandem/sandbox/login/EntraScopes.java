package app.tandem.sandbox.login;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The permissions of Graph that the sandbox knows, in words, and the ways to write them. */
final class EntraScopes {

    static final String GRAPH = "https://graph.microsoft.com";
    static final String DEFAULT = GRAPH + "/.default";
    /** The product's own scope, for the token that the task pane brings. */
    static final String OWN_API = "access_as_user";

    static final Set<String> SESSION = Set.of("openid", "profile", "email", "offline_access");

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("openid", "Sign you in");
        WORDS.put("profile", "View your basic profile");
        WORDS.put("email", "View your email address");
        WORDS.put("offline_access", "Maintain access to data you have given it access to");
        WORDS.put("User.Read", "Sign you in and read your profile");
        WORDS.put("User.ReadBasic.All", "Read all users' basic profiles");
        WORDS.put("Mail.Read", "Read your mail");
        WORDS.put("Mail.ReadWrite", "Read and write access to your mail");
        WORDS.put("Mail.Send", "Send mail as you");
        WORDS.put("Mail.ReadWrite.Shared", "Read and write mail you can access, also of others");
        WORDS.put("Mail.Send.Shared", "Send mail on behalf of others or yourself");
        WORDS.put("Calendars.Read", "Read your calendars");
        WORDS.put("Calendars.ReadWrite", "Have full access to your calendars");
        WORDS.put("Calendars.ReadWrite.Shared", "Read and write to your and shared calendars");
        WORDS.put("Contacts.Read", "Read your contacts");
        WORDS.put("Contacts.ReadWrite", "Have full access to your contacts");
        WORDS.put("Contacts.ReadWrite.Shared", "Read and write to your and shared contacts");
        WORDS.put("Tasks.Read", "Read your tasks and task lists");
        WORDS.put("Tasks.ReadWrite", "Create, read, update and delete your tasks and task lists");
        WORDS.put("MailboxSettings.Read", "Read your mailbox settings");
        WORDS.put("MailboxSettings.ReadWrite", "Read and write to your mailbox settings");
        WORDS.put("Place.Read.All", "Read all company places");
        WORDS.put(OWN_API, "Use Tandem as you");
    }

    /** What the product asks of a user. */
    static final List<String> PRODUCT = List.of(
            "openid",
            "profile",
            "email",
            "offline_access",
            "User.Read",
            "Mail.Read",
            "Mail.ReadWrite",
            "Mail.Send",
            "Calendars.ReadWrite",
            "Contacts.ReadWrite",
            "Tasks.ReadWrite",
            "MailboxSettings.ReadWrite");

    /** What the product does by itself. */
    static final Set<String> PRODUCT_ROLES = Set.of(
            "User.Read.All",
            "Mail.Read",
            "Mail.ReadWrite",
            "Mail.Send",
            "Calendars.ReadWrite",
            "Contacts.ReadWrite",
            "Tasks.ReadWrite.All",
            "MailboxSettings.ReadWrite",
            "Place.Read.All");

    /** Every application permission of Graph that the sandbox knows. */
    static final Set<String> ALL_ROLES = Set.of(
            "User.Read.All",
            "User.ReadBasic.All",
            "User.ReadWrite.All",
            "Directory.Read.All",
            "Mail.Read",
            "Mail.ReadBasic.All",
            "Mail.ReadWrite",
            "Mail.Send",
            "Calendars.Read",
            "Calendars.ReadWrite",
            "Contacts.Read",
            "Contacts.ReadWrite",
            "Tasks.Read.All",
            "Tasks.ReadWrite.All",
            "MailboxSettings.Read",
            "MailboxSettings.ReadWrite",
            "Place.Read.All");

    private static final Map<String, String> ROLE_WORDS = Map.of(
            "User.Read.All", "Read all users' full profiles",
            "Mail.Read", "Read mail in all mailboxes",
            "Mail.ReadWrite", "Read and write mail in all mailboxes",
            "Mail.Send", "Send mail as any user",
            "Calendars.ReadWrite", "Read and write calendars in all mailboxes",
            "Contacts.ReadWrite", "Read and write contacts in all mailboxes",
            "Tasks.ReadWrite.All", "Read and write all users' tasks and task lists",
            "MailboxSettings.ReadWrite", "Read and write all user mailbox settings",
            "Place.Read.All", "Read all company places");

    private EntraScopes() {}

    /** Every scope that can be asked of a user. */
    static Set<String> delegated() {
        return WORDS.keySet();
    }

    /** A scope as the consent page says it. */
    static String words(String scope) {
        return WORDS.getOrDefault(scope, scope);
    }

    /** An application permission as the consent page says it. */
    static String roleWords(String role) {
        return ROLE_WORDS.getOrDefault(role, role);
    }

    /** Whether the request is for the product's own interface and not for Graph. */
    static boolean ownApi(Set<String> scopes) {
        return scopes.contains(OWN_API);
    }

    /** Asked scopes by their bare names; {@code .default} is everything the application registered. */
    static Set<String> bare(Set<String> asked) {
        Set<String> bare = new LinkedHashSet<>();
        for (String scope : asked) {
            if (scope.equals(DEFAULT) || scope.equals(".default")) {
                bare.addAll(PRODUCT);
                bare.removeAll(SESSION);
            } else if (scope.regionMatches(true, 0, GRAPH + "/", 0, GRAPH.length() + 1)) {
                bare.add(known(scope.substring(GRAPH.length() + 1)));
            } else if (scope.startsWith("api://") && (scope.endsWith("/" + OWN_API) || scope.endsWith("/.default"))) {
                bare.add(OWN_API);
            } else {
                bare.add(known(scope));
            }
        }
        return bare;
    }

    /** Granted scopes as the answer lists them: in the form in which they were asked, without {@code offline_access}. */
    static String answer(Set<String> granted, String asked) {
        boolean full = asked.contains(GRAPH + "/");
        String api = List.of(asked.split(" ")).stream()
                .filter(scope -> scope.startsWith("api://"))
                .findFirst()
                .orElse("api://tandem/" + OWN_API);
        Set<String> written = new TreeSet<>();
        for (String scope : granted) {
            if (scope.equals(OWN_API)) {
                written.add(api);
            } else if (!scope.equals("offline_access")) {
                written.add(full && !SESSION.contains(scope) ? GRAPH + "/" + scope : scope);
            }
        }
        if (asked.contains(DEFAULT)) {
            written.add(DEFAULT);
        }
        return written.stream().collect(Collectors.joining(" "));
    }

    /** Scope names are not case-sensitive. */
    private static String known(String scope) {
        return WORDS.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(scope))
                .findFirst()
                .orElse(scope);
    }
}
