package app.tandem.sandbox;

import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an operator would write down for a Tandem that works against the sandbox, and the secret of the sandbox's own endpoints. */
final class TandemSettings {

    private TandemSettings() {}

    /** Where the two sign-ins send the browser back to. */
    static List<String> redirects(String tandemUrl) {
        return List.of(
                tandemUrl + "/login/oauth2/code/salesforce",
                tandemUrl + "/connect/mailbox/callback",
                tandemUrl + "/connect/mailbox/admin-consent");
    }

    static Map<String, String> of(Sandbox sandbox, String jdbcUrl) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", String.valueOf(sandbox.tandemPort()));
        settings.put("tandem.jdbc.url", jdbcUrl);
        settings.put("tandem.keys", "sandbox:" + sandbox.key());
        boolean secure = sandbox.publicUrl().startsWith("https:");
        settings.put("tandem.public-url", sandbox.publicUrl());
        settings.put("tandem.office.hosts", "https://outlook.office.com," + sandbox.outlookHttpsUrl());
        if (sandbox.publicUrl().equals(sandbox.tandemHttpsUrl())) {
            // A person's browser knows Microsoft's names as Microsoft's; without a network there would be no library.
            settings.put("tandem.office.script", sandbox.outlookHttpsUrl() + "/page/loader.js");
        }
        settings.put("tandem.entra.authority", sandbox.entraHttpsUrl());
        settings.put("tandem.entra.sign-in-url", secure ? sandbox.entraHttpsUrl() : sandbox.entraUrl());
        settings.put("tandem.entra.client-id", "tandem");
        settings.put("tandem.entra.client-secret", "tandem-secret");
        settings.put("tandem.graph.base-url", sandbox.graphUrl() + "/v1.0");
        settings.put("tandem.salesforce.login-url", secure ? sandbox.salesforceHttpsUrl() : sandbox.salesforceUrl());
        settings.put("tandem.salesforce.client-id", "tandem");
        settings.put("tandem.salesforce.client-secret", "tandem-secret");
        settings.put("tandem.tls.ca-file", sandbox.caFile().toString());
        settings.put("tandem.smtp.host", "127.0.0.1");
        settings.put("tandem.smtp.port", String.valueOf(sandbox.smtpPort()));
        settings.put("tandem.smtp.from", "Tandem <tandem@tandem.example>");
        settings.put("tandem.admins", admins(sandbox));
        settings.put(SandboxedTandem.SECRET, sandbox.insideSecret());
        settings.put(SandboxedTandem.CLOCK, sandbox.controlUrl() + "/clock");
        settings.put(SandboxedTandem.HTTPS_PORT, String.valueOf(sandbox.tandemHttpsPort()));
        settings.put(SandboxedTandem.CERTIFICATES, sandbox.keyStore().toString());
        return settings;
    }

    private static String admins(Sandbox sandbox) {
        return sandbox.world().people().stream()
                .filter(person -> person.role().equals("admin"))
                .map(Person::mail)
                .collect(Collectors.joining(","));
    }
}
