package app.tandem.platform.http;

import app.tandem.platform.Installation;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may be called or that a browser may be sent to: the sign-in services, the Graph clouds, Salesforce,
 * and what the operator named. Every address that comes from outside (next links, instance URLs, redirects, a typed My
 * Domain) is checked here again before use (admin ).
 */
public final class OutboundHosts {

    /** Matched on a dot boundary. */
    private static final List<String> SALESFORCE = List.of(
            ".salesforce.com",
            ".force.com",
            ".siteforce.com",
            ".my.site.com",
            ".salesforce.mil",
            ".sfcrmapps.cn",
            ".sfcrmproducts.cn");

    private static final List<String> MICROSOFT = List.of(
            "login.microsoftonline.com",
            "login.microsoftonline.us",
            "login.partner.microsoftonline.cn",
            "login.windows.net",
            "graph.microsoft.com",
            "graph.microsoft.us",
            "dod-graph.microsoft.us",
            "microsoftgraph.chinacloudapi.cn");

    private static final Pattern PLAIN_HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    private final Set<String> named;
    private final List<String> suffixes;

    private OutboundHosts(Set<String> named, List<String> suffixes) {
        this.named = named;
        this.suffixes = suffixes;
    }

    /** The platform's hosts, those of the configured services, and the further ones. */
    public static OutboundHosts of(Installation installation) {
        Set<String> named = new LinkedHashSet<>();
        for (URI service : List.of(
                installation.entra().authority(),
                installation.entra().browserBase(),
                installation.graph().baseUrl(),
                installation.salesforce().loginUrl())) {
            named.add(service.getRawAuthority().toLowerCase(Locale.ROOT));
        }
        return of(named, installation.outbound().hosts());
    }

    /** For exactly these: hosts, {@code host:port} or {@code .suffix}, beside the platforms' own. */
    public static OutboundHosts of(Collection<String> services, Collection<String> further) {
        Set<String> named = new LinkedHashSet<>(services);
        List<String> suffixes = further.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host -> host.startsWith("."))
                .toList();
        further.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host -> !host.startsWith("."))
                .forEach(named::add);
        return new OutboundHosts(named, suffixes);
    }

    /** Whether this address may be called. */
    public boolean allows(@Nullable URI address) {
        if (address == null || address.getRawUserInfo() != null || address.getHost() == null) {
            return false;
        }
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (!PLAIN_HOST.matcher(host).matches() || !schemeFits(address, host)) {
            return false;
        }
        String authority = address.getPort() < 0 ? host : host + ":" + address.getPort();
        if (named.contains(authority) || named.contains(host) && LOOPBACK.contains(host)) {
            return true;
        }
        boolean known = MICROSOFT.contains(host) || endsIn(SALESFORCE, host) || endsIn(suffixes, host);
        return known && (address.getPort() < 0 || address.getPort() == 443);
    }

    /** The address; fails when it may not be called. The message holds the host only. */
    public URI check(URI address) {
        if (!allows(address)) {
            throw new HostNotAllowedException(address.getHost());
        }
        return address;
    }

    /**
     * A Salesforce sign-in host typed by a person ({@code name.my.salesforce.com} or an https URL of it), as the base
     * of its sign-in; null when it is none of Salesforce's or the operator's.
     */
    public @Nullable URI salesforceLogin(String typed) {
        String text = typed.strip();
        try {
            URI address = URI.create(text.contains("://") ? text : "https://" + text);
            String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
            boolean salesforce = endsIn(SALESFORCE, host) || !MICROSOFT.contains(host);
            boolean plain = address.getRawQuery() == null && address.getRawFragment() == null;
            return salesforce && plain && allows(address) ? withoutSlash(address) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static URI withoutSlash(URI address) {
        return URI.create(address.toString().replaceAll("/+$", ""));
    }

    private boolean schemeFits(URI address, String host) {
        return "https".equals(address.getScheme()) || "http".equals(address.getScheme()) && LOOPBACK.contains(host);
    }

    private static boolean endsIn(List<String> suffixes, String host) {
        return suffixes.stream().anyMatch(suffix -> host.endsWith(suffix) && host.length() > suffix.length());
    }
}
