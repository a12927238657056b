package app.tandem.platform.start;

import app.tandem.platform.http.TrustedTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be wrong with the value of a setting. */
final class Faults {

    /** Shown as an example, so known to everybody. */
    static final String EXAMPLE_KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

    private static final int KEY_BYTES = 32;
    private static final int LONGEST_LABEL = 40;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern HOST = Pattern.compile("\\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?");
    private static final Pattern ORIGIN =
            Pattern.compile("https://(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\\d{1,5})?");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:\\d{1,5}");
    private static final Pattern ADDRESS = Pattern.compile("(.*<)?[^\\s@<>]+@[^\\s@<>]+>?");
    private static final Pattern ORG = Pattern.compile("00D[A-Za-z0-9]{15}");

    private Faults() {}

    static Optional<String> none(String value) {
        return Optional.empty();
    }

    static Optional<String> postgres(String value) {
        return when(!value.startsWith("jdbc:postgresql:"), "is not a PostgreSQL address (jdbc:postgresql:…)");
    }

    static Optional<String> https(String value) {
        return url(value, false);
    }

    /** Plain http is for a demonstration on the own machine only. */
    static Optional<String> httpsOrLocal(String value) {
        return url(value, true);
    }

    static Optional<String> publicUrl(String value) {
        Optional<String> fault = httpsOrLocal(value);
        if (fault.isPresent()) {
            return fault;
        }
        String path = URI.create(value).getRawPath();
        return when(!path.isEmpty() && !path.equals("/"), "must not have a path");
    }

    static Optional<String> label(String value) {
        return when(value.length() > LONGEST_LABEL, "is longer than " + LONGEST_LABEL + " characters");
    }

    static Optional<String> keys(String value) {
        List<String> ids = items(value).map(item -> item.split(":", 2)[0]).toList();
        if (Set.copyOf(ids).size() < ids.size()) {
            return Optional.of("names a key id twice");
        }
        return items(value).map(Faults::key).flatMap(Optional::stream).findFirst();
    }

    static Optional<String> file(String value) {
        try {
            return when(!Files.isReadable(Path.of(value)), "is not a readable file");
        } catch (InvalidPathException e) {
            return Optional.of("is not a file name");
        }
    }

    static Optional<String> certificates(String value) {
        return file(value).or(() -> {
            try {
                TrustedTls.read(Path.of(value));
                return Optional.empty();
            } catch (IOException | GeneralSecurityException e) {
                return Optional.of("holds no certificate in PEM form");
            }
        });
    }

    static Optional<String> port(String value) {
        return when(!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535, "is not a port");
    }

    static Optional<String> count(String value) {
        return when(!value.matches("[1-9]\\d{0,3}"), "is not a number from 1 to 9999");
    }

    static Optional<String> address(String value) {
        return when(!ADDRESS.matcher(value).matches(), "is not a mail address");
    }

    static Optional<String> roles(String value) {
        return each(value, role -> Set.of("web", "engine").contains(role), "knows only web and engine");
    }

    static Optional<String> hosts(String value) {
        return each(value, host -> HOST.matcher(host).matches(), "is not a list of hosts");
    }

    static Optional<String> origins(String value) {
        return each(value, origin -> ORIGIN.matcher(origin).matches(), "is not a list of origins (https://host)");
    }

    static Optional<String> proxy(String value) {
        return when(!HOST_AND_PORT.matcher(value).matches(), "is not host:port");
    }

    static Optional<String> orgs(String value) {
        return each(value, org -> ORG.matcher(org).matches(), "is not a list of org ids of 18 characters");
    }

    private static Optional<String> key(String item) {
        String[] parts = item.split(":", 2);
        if (parts.length < 2 || !KEY_ID.matcher(parts[0]).matches()) {
            return Optional.of("is not a list of id:key");
        }
        if (parts[1].equals(EXAMPLE_KEY)) {
            return Optional.of("key " + parts[0] + " is the example; make one of your own");
        }
        try {
            int length = Base64.getDecoder().decode(parts[1]).length;
            return when(length != KEY_BYTES, "key " + parts[0] + " has " + length + " bytes, not " + KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.of("key " + parts[0] + " is not base64");
        }
    }

    private static Optional<String> url(String value, boolean localPlain) {
        try {
            URI uri = URI.create(value);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                return Optional.of("is not an address such as the example");
            }
            boolean plain = localPlain && "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
            return when(
                    !"https".equals(uri.getScheme()) && !plain,
                    localPlain ? "must be https (http only on localhost)" : "must be https");
        } catch (IllegalArgumentException e) {
            return Optional.of("is not an address");
        }
    }

    private static Optional<String> each(String value, Function<String, Boolean> good, String fault) {
        return when(!items(value).allMatch(good::apply), fault);
    }

    private static Stream<String> items(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static Optional<String> when(boolean wrong, String fault) {
        return wrong ? Optional.of(fault) : Optional.empty();
    }
}
