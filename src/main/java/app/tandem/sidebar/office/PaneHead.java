package app.tandem.sidebar.office;

import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page around the pane: Office.js between its guards, the pane's style, a shell that is there before anything else
 * is, and the rules for what may run (office-notes 2, 3, 8; pane U-24, U-52).
 */
@Component
public class PaneHead implements VaadinServiceInitListener {

    /** Loaded only when it is called for, so never ahead of time. */
    private static final String MSAL = "tandem/msal";

    /** Where the pane comes back to by itself when its session has ended (pane U-51). */
    private static final String AGAIN = "/pane/?again=1";

    /** Our modules are called {@code tandem/} and the name of their file. */
    private static final List<String> MODULES = List.of(
            "/assets/office/msal.js",
            "/assets/office/nested.js",
            "/assets/office/bridge.js",
            "/assets/office/calls.js",
            "/assets/office/compose.js",
            "/assets/office/dialog.js",
            "/assets/office/item.js",
            "/assets/office/notice.js",
            "/assets/office/offline.js",
            "/assets/office/session.js",
            "/assets/office/theme.js",
            "/assets/pane/frame.js");

    /** The last one comes first in the page. */
    private static final List<String> STYLES = List.of(
            "/assets/pane/looks.css",
            "/assets/pane/icons.css",
            "/assets/pane/record.css",
            "/assets/pane/access.css",
            "/assets/pane/settings.css",
            "/assets/pane/template.css",
            "/assets/pane/pane.css");

    private static final String SHELL = """
            <div class="shell" id="shell"><div class="shell-bar"></div><div class="shell-body" role="status">
            <span class="bone wide"></span><span class="bone"></span><span class="bone"></span></div></div>
            """;

    private final Installation installation;
    private final ResourceUrlProvider assets;
    private final Ids ids;

    PaneHead(Installation installation, ResourceUrlProvider assets, Ids ids) {
        this.installation = installation;
        this.assets = assets;
        this.ids = ids;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::dress);
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(false);
        messages.setSessionExpiredURL(AGAIN);
        event.getSource().setSystemMessagesProvider(info -> messages);
    }

    /**
     * A session that ended sends an old cookie when the pane comes back by itself; a browser that keeps none for us sends
     * nothing, and would come back for ever (pane U-48).
     */
    private static boolean isRefusedItsCookie(IndexHtmlResponse response) {
        return response.getVaadinRequest() instanceof VaadinServletRequest request
                && request.getParameter("again") != null
                && request.getHttpServletRequest().getRequestedSessionId() == null;
    }

    private static void sayThatCookiesAreBlocked(Document page, Locale locale) {
        Words words = new Words(locale, ZoneOffset.UTC);
        page.getElementsByTag("script").remove();
        Element said =
                page.body().empty().appendElement("main").addClass("sign-in").attr("id", "blocked");
        said.appendElement("h2").text(words.of("cookies.title"));
        said.appendElement("p").text(words.of("cookies.text"));
        said.appendElement("a").attr("href", "/pane/").text(words.of("retry"));
        said.appendElement("a")
                .attr("href", "/pane/")
                .attr("target", "_blank")
                .attr("rel", "noopener")
                .text(words.of("cookies.window"));
    }

    private void dress(IndexHtmlResponse response) {
        Document page = response.getDocument();
        if (isRefusedItsCookie(response)) {
            sayThatCookiesAreBlocked(page, response.getVaadinRequest().getLocale());
        }
        String nonce = ids.secret();
        Element head = page.head();
        head.prependElement("script").attr("src", asset("/assets/office/ready.js"));
        head.prependElement("script").attr("src", installation.office().script().toString());
        head.prependElement("script").attr("src", asset("/assets/office/guard.js"));
        head.prependElement("script")
                .attr("type", "importmap")
                .appendChild(new org.jsoup.nodes.DataNode(
                        JsonMapper.shared().writeValueAsString(Map.of("imports", imports()))));
        STYLES.forEach(
                style -> head.prependElement("link").attr("rel", "stylesheet").attr("href", asset(style)));
        head.prependElement("meta").attr("name", "robots").attr("content", "noindex");
        head.prependElement("title").text("Tandem");
        head.prependElement("link")
                .attr("rel", "icon")
                .attr("type", "image/svg+xml")
                .attr("href", asset("/assets/tandem.svg"));
        Map<String, String> ahead = imports();
        ahead.remove(MSAL);
        ahead.values()
                .forEach(module ->
                        head.appendElement("link").attr("rel", "modulepreload").attr("href", module));
        page.getElementsByTag("html").attr("lang", "en");
        if (page.getElementById("blocked") == null) {
            page.body().prepend(SHELL);
        }
        page.getElementsByTag("script").forEach(script -> script.attr("nonce", nonce));
        response.getVaadinResponse().setHeader("Content-Security-Policy", policy(nonce));
    }

    /** The modules of ours by name, and where they lie. */
    public Map<String, String> imports() {
        Map<String, String> imports = new LinkedHashMap<>();
        MODULES.forEach(path ->
                imports.put("tandem/" + path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.')), asset(path)));
        return imports;
    }

    /** The address with the content's hash, which browsers may keep for a year. */
    private String asset(String path) {
        String versioned = assets.getForLookupPath(path);
        return versioned == null ? path : versioned;
    }

    /** As strict as Flow allows: it evaluates the calls that the server sends it. */
    public String policy(String nonce) {
        URI script = installation.office().script();
        String office = script.getScheme() + "://" + script.getRawAuthority();
        String self = installation.publicUrl().getRawAuthority();
        return "default-src 'none'; script-src 'self' 'unsafe-eval' 'nonce-" + nonce + "' " + office
                + " https://ajax.aspnetcdn.com; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
                + " connect-src 'self' ws" + (installation.secure() ? "s" : "") + "://" + self + "; base-uri 'self';"
                + " form-action 'self'; frame-src 'none'; object-src 'none'; frame-ancestors 'self' "
                + installation.office().hosts().stream().collect(Collectors.joining(" "));
    }
}
