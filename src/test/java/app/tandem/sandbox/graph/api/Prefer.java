package app.tandem.sandbox.graph.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request prefers; of this request only.
 *
 * @param applied the preferences that will be honoured, as {@code Preference-Applied} names them
 */
public record Prefer(
        boolean immutableIds,
        Optional<String> bodyType,
        boolean unsafeHtml,
        Optional<Integer> pageSize,
        Optional<String> timeZone,
        List<String> applied) {

    /** Reads all Prefer headers. */
    public static Prefer of(GraphRequest request) {
        boolean immutable = false;
        boolean unsafe = false;
        Optional<String> bodyType = Optional.empty();
        Optional<Integer> pageSize = Optional.empty();
        Optional<String> timeZone = Optional.empty();
        List<String> applied = new ArrayList<>();
        for (String header : request.headers().apply("Prefer")) {
            for (String item : header.split("[,;]")) {
                String[] words = item.strip().split("=", 2);
                String value = words.length < 2 ? "" : words[1].strip().replace("\"", "");
                boolean honoured = true;
                switch (words[0].strip().toLowerCase(Locale.ROOT)) {
                    case "idtype" -> {
                        honoured = value.equalsIgnoreCase("ImmutableId");
                        immutable |= honoured;
                    }
                    case "outlook.body-content-type" -> {
                        honoured = value.equals("text") || value.equals("html");
                        bodyType = honoured ? Optional.of(value) : bodyType;
                    }
                    case "outlook.allow-unsafe-html" -> unsafe = true;
                    case "odata.maxpagesize" -> {
                        honoured = value.matches("[1-9]\\d{0,3}");
                        pageSize = honoured ? Optional.of(Math.min(1000, Integer.parseInt(value))) : pageSize;
                    }
                    case "outlook.timezone" -> {
                        honoured = Zones.named(value).isPresent();
                        timeZone = honoured ? Optional.of(value) : timeZone;
                    }
                    default -> honoured = false;
                }
                if (honoured) {
                    applied.add(item.strip());
                }
            }
        }
        return new Prefer(immutable, bodyType, unsafe, pageSize, timeZone, List.copyOf(applied));
    }
}
