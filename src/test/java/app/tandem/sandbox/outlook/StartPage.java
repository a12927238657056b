package app.tandem.sandbox.outlook;

import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The page everything starts from: who there is, what to try, where the parts are. */
final class StartPage {

    private static final String ACCEPT =
            "<li><a href=\"/addins\">Let your browser accept this sandbox's certificate</a>; that page says why. Once is enough.</li>\n";
    private static final String PANE =
            "<li>In the mailbox, press <strong>Open Tandem</strong> above a message: the task pane opens beside it.</li>\n";

    private final Links links;
    private final String secure;

    /** Writes for these parts; the mailboxes stand at the secure address too, where add-ins run. */
    StartPage(Links links, String secure) {
        this.links = links;
        this.secure = secure;
    }

    /** What to accept before add-ins run, and why. */
    String addIns() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Add-ins in the sandbox's Outlook</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/page/start.css">
                </head>
                <body>
                <main class="start">
                <h1>One thing to accept</h1>
                <p class="lead">Add-ins run in the sandbox's Outlook with Microsoft's own library, and that library talks to no page without https. So the mailboxes stand at an https address of this machine too.</p>
                <p>Its certificate was made on this machine for <code>localhost</code> alone, and the key that signed it was thrown away. No browser can know it: it will warn once, and you tell it to go on (“Advanced”, “Proceed to localhost”).</p>
                <ol class="steps">
                <li><a href="@secure/">Open the sandbox on https</a> and go on past the warning. Chrome and Edge remember it for all ports of <code>localhost</code>.</li>
                <li>In Firefox and Safari, do the same at <a href="@pane/">Tandem's own https address</a>: they ask for each port.</li>
                </ol>
                                </main>
                </body>
                </html>
                """.replace("@secure", escape(secure)).replace("@pane", escape(links.tandem()));
    }

    String write(World world) {
        StringBuilder rows = new StringBuilder();
        world.people().forEach(person -> rows.append(row(world, person)));
        Person first = world.people().getFirst();
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Tandem – start here</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/page/start.css">
                </head>
                <body>
                <main class="start">
                <h1>Tandem: Salesforce beside Outlook</h1>
                <p class="lead">Everything on this page runs on your machine: a mailbox service, three Salesforce companies and Tandem between them. Nothing leaves it.</p>
                <h2>Try it in @count steps</h2>
                <ol class="steps">
                @accept                <li><a href="@tandem/connect" target="_blank" rel="noopener">Connect Tandem</a> as <strong>@name</strong> (<code>@mail</code>): sign in at Salesforce, then at Microsoft. Both passwords are <code>sandbox</code>.</li>
                <li><a href="@mailbox" target="_blank" rel="noopener">Open @first's mailbox</a>. Within seconds a folder <strong>Salesforce Emails</strong> appears beside the inbox.</li>
                <li>Drag a mail onto that folder, or press <kbd>V</kbd> and choose it. The mail comes back wearing the blue category <strong>Salesforce</strong>.</li>
                <li><a href="@tasks" target="_blank" rel="noopener">Look into Salesforce</a>: the mail is a completed task on the contact and the account, with its files.</li>
                @pane                </ol>
                <h2>People</h2>
                <p>The password of everybody, everywhere, is <code>sandbox</code>.</p>
                <table class="people-table">
                <thead><tr><th scope="col">Person</th><th scope="col">Company</th><th scope="col">Mailbox</th><th scope="col">Tandem</th><th scope="col">Salesforce</th></tr></thead>
                <tbody>
                @rows</tbody>
                </table>
                <h2>Doors for tools</h2>
                <ul class="ports">
                <li>Control port: <a href="@control/users">@control</a> steers all this; see <code>docs/sandbox.md</code>.</li>
                <li>Microsoft Graph: <code>@graph/v1.0</code>, application <code>sandbox-tool</code>, secret <code>sandbox-tool-secret</code>, tenant <code>contoso.example</code>.</li>
                <li>Salesforce: <code>@salesforce</code>, SOAP and REST, the same application; user names are the mail addresses.</li>
                </ul>
                </main>
                </body>
                </html>
                """.replace("@count", onHttps() ? "six" : "four")
                .replace("@accept", onHttps() ? ACCEPT : "")
                .replace("@pane", onHttps() ? PANE : "")
                .replace("@tandem", escape(links.tandem()))
                .replace("@mailbox", mailbox(first))
                .replace("@mail", escape(first.mail()))
                .replace("@name", escape(first.displayName()))
                .replace("@first", escape(first.firstName()))
                .replace("@tasks", escape(tasks(first)))
                .replace("@salesforce", escape(links.salesforce()))
                .replace("@control", escape(links.control()))
                .replace("@graph", escape(links.graph()))
                .replace("@rows", rows);
    }

    private String row(World world, Person person) {
        Org org = world.org(person.orgId());
        String admin = person.role().equals("admin") ? " <span class=\"badge\">admin</span>" : "";
        String name = escape(person.displayName());
        return "<tr><td><span class=\"name\">" + name + "</span>" + admin + "<small>" + escape(person.mail())
                + "</small></td><td>"
                + escape(org.name) + "<small>" + escape(person.timeZone()) + "</small></td><td>"
                + link(mailbox(person), "Open mailbox", name) + "</td><td>"
                + link(links.tandem() + "/connect", "Connect", name) + "</td><td>"
                + link(tasks(person), "Open Salesforce", name) + "</td></tr>\n";
    }

    private static String link(String target, String text, String whose) {
        return "<a href=\"" + escape(target) + "\" target=\"_blank\" rel=\"noopener\" aria-label=\"" + text + " of "
                + whose + "\">" + text + "</a>";
    }

    private String tasks(Person person) {
        return links.salesforce() + "/org/" + person.orgId() + "/list/Task?owner=" + person.salesforceUserId();
    }

    /** Where Tandem is known by https its pane can be opened, in mailboxes on https. */
    private boolean onHttps() {
        return links.tandem().startsWith("https:");
    }

    private String mailbox(Person person) {
        return (onHttps() ? secure : "") + "/mail/" + URLEncoder.encode(person.mail(), StandardCharsets.UTF_8) + "/";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
