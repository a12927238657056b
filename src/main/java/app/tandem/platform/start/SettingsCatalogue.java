package app.tandem.platform.start;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All settings of the shipped jar. {@code docs/settings.md} is this table for people; a test holds both together. */
public final class SettingsCatalogue {

    private static final List<Setting> ALL = List.of(
            required(
                    "tandem.jdbc.url",
                    "Where Tandem keeps its state: a PostgreSQL database of its own.",
                    "jdbc:postgresql://db.example.com:5432/tandem",
                    Faults::postgres),
            optional("tandem.jdbc.user", "The database user.", "tandem", "", Faults::none),
            optional("tandem.jdbc.password", "The database user's password.", "(a password)", "", Faults::none),
            required(
                    "tandem.keys",
                    "Keys that seal the stored grants: id:key, 256 bits in base64 (openssl rand -base64 32). The first"
                            + " seals; further ones still open what they sealed, so put a new key first to rotate.",
                    "2026-11:" + Faults.EXAMPLE_KEY,
                    Faults::keys),
            required(
                    "tandem.public-url",
                    "The address by which browsers, Entra ID and Salesforce reach this installation.",
                    "https://tandem.example.com",
                    Faults::publicUrl),
            optional(
                    "tandem.entra.authority",
                    "The Microsoft sign-in service; another one for national clouds.",
                    "https://login.microsoftonline.us",
                    "https://login.microsoftonline.com",
                    Faults::https),
            optional(
                    "tandem.entra.sign-in-url",
                    "Where browsers are sent to sign in with Microsoft, if not to the authority.",
                    "https://login.example.com",
                    "the authority",
                    Faults::httpsOrLocal),
            optional(
                    "tandem.entra.tenant",
                    "Who may connect a mailbox: everybody with a work account (organizations), or one tenant's id.",
                    "contoso.onmicrosoft.com",
                    "organizations",
                    Faults::none),
            required(
                    "tandem.entra.client-id",
                    "Application (client) id of Tandem's app registration in Entra ID.",
                    "2d4d3d8e-2be3-4bef-9f87-7875a61c29de",
                    Faults::none),
            optional(
                    "tandem.entra.client-secret",
                    "Secret of the app registration. Required unless a certificate is given.",
                    "(a client secret)",
                    "",
                    Faults::none),
            optional(
                    "tandem.entra.certificate-file",
                    "Certificate of the app registration (PEM), instead of a secret.",
                    "/etc/tandem/entra.crt",
                    "",
                    Faults::certificates),
            optional(
                    "tandem.entra.key-file",
                    "Private key of that certificate (PEM, PKCS#8).",
                    "/etc/tandem/entra.key",
                    "",
                    Faults::file),
            optional(
                    "tandem.graph.base-url",
                    "Microsoft Graph; another one for national clouds.",
                    "https://graph.microsoft.us/v1.0",
                    "https://graph.microsoft.com/v1.0",
                    Faults::httpsOrLocal),
            optional(
                    "tandem.salesforce.login-url",
                    "Where users of Salesforce production orgs sign in.",
                    "https://example.my.salesforce.com",
                    "https://login.salesforce.com",
                    Faults::httpsOrLocal),
            required(
                    "tandem.salesforce.client-id",
                    "Consumer key of Tandem's app in Salesforce.",
                    "3MVG9pRsdbjsbdjfm1I.example",
                    Faults::none),
            required(
                    "tandem.salesforce.client-secret",
                    "Consumer secret of that app.",
                    "(a consumer secret)",
                    Faults::none),
            optional(
                    "tandem.salesforce.orgs",
                    "Orgs that may use this installation, by org id (18 characters); all others are turned away.",
                    "00D5g00000ABCDEEA4",
                    "every org",
                    Faults::orgs),
            optional(
                    "tandem.salesforce.jwt-key-file",
                    "Private key (PEM, PKCS#8) for the JWT bearer flow, by which an administrator activates many users.",
                    "/etc/tandem/salesforce.key",
                    "",
                    Faults::file),
            required("tandem.smtp.host", "The mail server for notices to users.", "smtp.example.com", Faults::none),
            optional("tandem.smtp.port", "Its port.", "25", "587", Faults::port),
            optional("tandem.smtp.user", "Its user, where it wants a sign-in.", "tandem", "", Faults::none),
            optional("tandem.smtp.password", "That user's password.", "(a password)", "", Faults::none),
            required(
                    "tandem.smtp.from",
                    "The sender of notices; a mailbox of your own domain.",
                    "Tandem <tandem@example.com>",
                    Faults::address),
            optional(
                    "tandem.roles",
                    "What this node does: serve pages (web), run cycles (engine), or both.",
                    "engine",
                    "web,engine",
                    Faults::roles),
            optional(
                    "tandem.engine.threads",
                    "How many users a node syncs at the same time.",
                    "32",
                    "16",
                    Faults::count),
            optional(
                    "tandem.tls.ca-file",
                    "Certificates (PEM) to trust beside the JVM's own, for a company with its own CA.",
                    "/etc/tandem/company-ca.pem",
                    "",
                    Faults::certificates),
            optional(
                    "tandem.outbound.hosts",
                    "Further hosts Tandem may call or send browsers to: host, host:port or .suffix.",
                    ".salesforce.example.com,login.example.com:8443",
                    "",
                    Faults::hosts),
            optional(
                    "tandem.outbound.proxy",
                    "HTTP proxy for calls to the outside.",
                    "proxy.example.com:3128",
                    "none",
                    Faults::proxy),
            optional(
                    "tandem.outbound.no-proxy",
                    "Hosts called without the proxy.",
                    "localhost,smtp.example.com",
                    "localhost,127.0.0.1",
                    Faults::hosts),
            optional(
                    "tandem.label",
                    "What stands behind the add-in's name, in brackets, to tell a test installation from the real one.",
                    "Test",
                    "nothing",
                    Faults::label),
            optional(
                    "tandem.office.script",
                    "The Office.js library that the pane loads; another one for national clouds.",
                    "https://appsforoffice.gcch.example.com/lib/1/hosted/office.js",
                    "https://appsforoffice.microsoft.com/lib/1/hosted/office.js",
                    Faults::httpsOrLocal),
            optional(
                    "tandem.office.hosts",
                    "Origins that may show the pane in a frame: add Outlook on the web of an Exchange of your own.",
                    "https://outlook.office.com,https://mail.example.com",
                    "the hosts of Outlook on the web",
                    Faults::origins),
            optional(
                    "tandem.admins",
                    "The first administrators, by Salesforce user name; orgId/user name where they do not sign in at the"
                            + " login URL above.",
                    "kim@example.com,00D5g00000ABCDEEA4/kim@example.com.full",
                    "nobody",
                    Faults::none));

    private SettingsCatalogue() {}

    /** All of them, in the order of the table. */
    public static List<Setting> all() {
        return ALL;
    }

    private static Setting required(
            String name, String purpose, String example, Function<String, Optional<String>> fault) {
        return new Setting(name, true, purpose, example, "", fault);
    }

    private static Setting optional(
            String name, String purpose, String example, String fallback, Function<String, Optional<String>> fault) {
        return new Setting(name, false, purpose, example, fallback, fault);
    }
}
