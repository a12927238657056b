package app.tandem.sandbox.login;

import app.tandem.sandbox.world.Person;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Somebody with a browser, without the browser: keeps cookies, follows redirects as far as the login server goes, reads
 * pages and sends their forms. Tests and the control port sign people in with it.
 */
public final class Visitor {

    /** What was met: a page of the login server, or the address of the application that it sent the browser to. */
    public record Stop(int status, String url, Document page) {

        /** A parameter of the address. */
        public String query(String name) {
            return queryOf(url).getOrDefault(name, "");
        }

        /** The page's heading. */
        public String heading() {
            return page.select("h1").text();
        }
    }

    private final HttpClient http;
    private final String home;
    private final UnaryOperator<String> reach;

    /** @param home the login server's address; redirects to anywhere else are not followed */
    public Visitor(String home) {
        this(home, UnaryOperator.identity(), HttpClient.newBuilder());
    }

    /**
     * One for whom names lead where they lead in the sandbox's browsers.
     *
     * @param reach the address to call for one that was given out
     * @param client with what it trusts
     */
    public Visitor(String home, UnaryOperator<String> reach, HttpClient.Builder client) {
        this.home = home;
        this.reach = reach;
        this.http = client.cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Opens an address and follows redirects. */
    public Stop open(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET().build());
    }

    /** Presses a button of the page: its form is sent with its hidden fields and these values. */
    public Stop press(Stop at, String button, Map<String, String> values) {
        Element pressed = at.page().select("button").stream()
                .filter(one -> one.text().contains(button))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no button '" + button + "' on: " + at.page().text()));
        Element form =
                pressed.hasAttr("form") ? at.page().getElementById(pressed.attr("form")) : pressed.closest("form");
        StringBuilder fields = new StringBuilder();
        form.select("input[type=hidden]").forEach(field -> add(fields, field.attr("name"), field.attr("value")));
        if (pressed.hasAttr("name")) {
            add(fields, pressed.attr("name"), pressed.attr("value"));
        }
        values.forEach((name, value) -> add(fields, name, value));
        String action = form.attr("action");
        URI here = URI.create(at.url());
        boolean post = form.attr("method").equalsIgnoreCase("post");
        if (post) {
            URI target = action.isEmpty()
                    ? here
                    : here.resolve(action.startsWith("?") ? here.getRawPath() + action : action);
            return send(HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields.toString()))
                    .build());
        }
        return open(here.resolve(here.getRawPath() + "?" + fields).toString());
    }

    /** Follows the first link of the page whose text starts so. */
    public Stop follow(Stop at, String link) {
        Element found = at.page().select("a").stream()
                .filter(one -> one.text().startsWith(link))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no link '" + link + "' on: " + at.page().text()));
        return open(found.absUrl("href"));
    }

    /** Signs in from an authorize address and agrees to everything; the stop is the application's address. */
    public Stop signIn(String authorizeUrl, String mail) {
        Stop stop = open(authorizeUrl);
        if (stop.page().selectFirst("input[type=password]") == null
                && stop.page().selectFirst("ul.people") != null) {
            stop = press(stop, "Use another account", Map.of());
        }
        if (stop.page().selectFirst("input[type=password]") != null) {
            boolean asksName = stop.page().getElementById("username") != null;
            Map<String, String> values = new LinkedHashMap<>();
            if (asksName) {
                values.put("username", mail);
            }
            values.put("password", Person.PASSWORD);
            stop = press(stop, stop.page().select("button.main").text(), values);
        }
        for (String yes : new String[] {"Accept", "Allow"}) {
            if (!stop.page().select("button:contains(" + yes + ")").isEmpty()) {
                stop = press(stop, yes, Map.of());
            }
        }
        return stop;
    }

    /** The parameters of an address, decoded. */
    public static Map<String, String> queryOf(String url) {
        String query = URI.create(url).getRawQuery();
        if (query == null) {
            return Map.of();
        }
        return java.util.Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decode(pair[0]), pair -> pair.length > 1 ? decode(pair[1]) : "", (a, b) -> a));
    }

    private Stop send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 302 || answer.statusCode() == 303) {
                String next = reach.apply(request.uri()
                        .resolve(answer.headers().firstValue("Location").orElseThrow())
                        .toString());
                return next.startsWith(home) ? open(next) : new Stop(answer.statusCode(), next, new Document(next));
            }
            return new Stop(
                    answer.statusCode(),
                    request.uri().toString(),
                    Jsoup.parse(answer.body(), request.uri().toString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void add(StringBuilder fields, String name, String value) {
        fields.append(fields.isEmpty() ? "" : "&")
                .append(Urls.encode(name))
                .append('=')
                .append(Urls.encode(value));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
