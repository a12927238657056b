package app.tandem.platform.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** An answer whose body was small enough to be read whole. Printed, it shows the status only. */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body) {

    static HttpAnswer of(int status, HttpHeaders headers, String body) {
        return new HttpAnswer(status, headers.map(), body);
    }

    /** The first value of a header, case aside; empty text where there is none. */
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .flatMap(entry -> entry.getValue().stream())
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
