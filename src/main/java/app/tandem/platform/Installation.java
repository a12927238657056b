package app.tandem.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator sets, {@code tandem.*}. Checked before anything starts (see {@code platform.start}); the table is
 * {@code docs/settings.md}.
 *
 * @param keys key-encryption keys as {@code id:base64} of 32 bytes; the first is active, the others still open
 * @param publicUrl what browsers, Entra ID and Salesforce call this installation; no path
 * @param label what tells the add-in of this installation from that of another, such as {@code Test}; empty for the real one
 * @param admins sign-in names of the first administrators: {@code user name}, or {@code orgId/user name}
 */
@ConfigurationProperties("tandem")
public record Installation(
        Jdbc jdbc,
        @DefaultValue List<SecretText> keys,
        URI publicUrl,
        Entra entra,
        @DefaultValue Graph graph,
        Salesforce salesforce,
        Smtp smtp,
        @DefaultValue({"web", "engine"}) Set<Role> roles,
        @DefaultValue Tls tls,
        @DefaultValue Outbound outbound,
        @DefaultValue("") String label,
        @DefaultValue Office office,
        @DefaultValue List<String> admins) {

    /** What a node does. */
    public enum Role {
        /** Serves pages and receives notifications. */
        WEB,
        /** Runs cycles. */
        ENGINE
    }

    /** The one PostgreSQL. */
    public record Jdbc(
            String url,
            @DefaultValue("") String user,
            @DefaultValue("") SecretText password) {}

    /**
     * The app registration in Entra ID.
     *
     * @param authority https base of the sign-in service
     * @param signInUrl base that browsers are sent to; the authority unless set
     * @param tenant who may sign in: a tenant id or domain, or {@code organizations}
     */
    public record Entra(
            @DefaultValue("https://login.microsoftonline.com")
            URI authority,

            @Nullable URI signInUrl,
            @DefaultValue("organizations") String tenant,
            String clientId,
            @Nullable SecretText clientSecret,
            @Nullable Path certificateFile,
            @Nullable Path keyFile) {

        /** Where a browser goes to sign in. */
        public URI browserBase() {
            return signInUrl == null ? authority : signInUrl;
        }
    }

    /** Microsoft Graph; another cloud or a sandbox by its base URL. */
    public record Graph(
            @DefaultValue("https://graph.microsoft.com/v1.0")
            URI baseUrl) {}

    /**
     * The app in Salesforce.
     *
     * @param loginUrl where users of production sign in
     * @param orgs ids (18 characters) of the orgs that may use this installation; empty admits every org
     * @param jwtKeyFile private key (PEM) for the JWT bearer flow; without it users cannot be activated for many
     */
    public record Salesforce(
            @DefaultValue("https://login.salesforce.com") URI loginUrl,
            String clientId,
            SecretText clientSecret,
            @DefaultValue List<String> orgs,
            @Nullable Path jwtKeyFile) {}

    /** The mail server for notices. */
    public record Smtp(
            String host,
            @DefaultValue("587") int port,
            @DefaultValue("") String user,
            @DefaultValue("") SecretText password,
            String from) {}

    /** Certificates trusted beside the JVM's own, as a PEM file. */
    public record Tls(@Nullable Path caFile) {}

    /**
     * Calls to the outside.
     *
     * @param hosts further hosts that may be called: {@code host}, {@code host:port} or {@code .suffix}
     * @param proxy {@code host:port} of an HTTP proxy
     * @param noProxy hosts called directly
     */
    public record Outbound(
            @DefaultValue List<String> hosts,
            @Nullable String proxy,
            @DefaultValue({"localhost", "127.0.0.1"}) List<String> noProxy) {}

    /**
     * Outlook around the task pane.
     *
     * @param script the Office.js library, from Microsoft or from a copy of one's own
     * @param hosts origins that may show the pane in a frame (office-notes 8)
     */
    public record Office(
            @DefaultValue("https://appsforoffice.microsoft.com/lib/1/hosted/office.js")
            URI script,

            @DefaultValue({
                "https://outlook.office.com",
                "https://outlook.office365.com",
                "https://outlook.live.com",
                "https://outlook-sdf.office.com",
                "https://outlook-sdf.office365.com",
                "https://*.cloud.microsoft",
                "https://*.office.com"
            })
            List<String> hosts) {}

    /** A page or call-back of this installation. */
    public URI page(String path) {
        return URI.create(publicUrl.toString().replaceAll("/+$", "") + path);
    }

    /** Whether browsers reach this installation by https. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }
}
