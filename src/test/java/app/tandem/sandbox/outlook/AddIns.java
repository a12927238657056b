package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The add-ins an administrator deployed, as the Exchange side of Outlook keeps them: their manifests, and the roaming
 * settings each of them stored for a person.
 */
public final class AddIns implements AutoCloseable {

    private static final int MOST_SETTINGS = 32 * 1024;
    private static final int LARGEST_MANIFEST = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where the manifest of an add-in is read for a person; empty when the person has none of it. */
    public interface Source extends Function<Person, java.util.Optional<URI>> {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>();

    /** Deploys the add-in whose manifest is read there for everybody, from a web address or a file. */
    public void deploy(URI manifest) {
        deploy(person -> java.util.Optional.of(manifest));
    }

    /** Deploys an add-in with a manifest per person. */
    public synchronized void deploy(Source manifest) {
        sources.add(manifest);
    }

    /** Takes all add-ins back. */
    public synchronized void withdraw() {
        sources.clear();
    }

    /** Forgets what add-ins stored. */
    public void forget() {
        settings.clear();
    }

    /** Answers {@code addins} and {@code addins/{id}/settings} below a person's mailbox. */
    Reply handle(Exchange exchange, Person person, String path) {
        if (path.isEmpty() && exchange.method().equals("GET")) {
            return Reply.json(200, manifests(person));
        }
        if (!path.matches("/[0-9a-fA-F-]{36}/settings")) {
            return Reply.empty(404);
        }
        String key = person.mail() + path;
        if (exchange.method().equals("GET")) {
            return Reply.json(200, settings.getOrDefault(key, "{}"));
        }
        if (!exchange.method().equals("PUT")) {
            return Reply.empty(405);
        }
        if (exchange.text().length() > MOST_SETTINGS) {
            return Reply.json(413, "{\"error\":{\"message\":\"roaming settings hold at most 32 KB\"}}");
        }
        settings.put(key, exchange.text());
        return Reply.empty(204);
    }

    @Override
    public void close() {
        http.close();
    }

    private String manifests(Person person) {
        List<Source> all;
        synchronized (this) {
            all = List.copyOf(sources);
        }
        ArrayNode list = JSON.createArrayNode();
        for (Source source : all) {
            source.apply(person).ifPresent(address -> {
                ObjectNode one = list.addObject().put("address", address.toString());
                try {
                    one.put("manifest", read(address));
                } catch (IOException e) {
                    one.put("problem", "its manifest could not be read: " + e.getMessage());
                }
            });
        }
        return list.toString();
    }

    private String read(URI address) throws IOException {
        byte[] bytes = "file".equals(address.getScheme()) ? Files.readAllBytes(Path.of(address)) : fetched(address);
        if (bytes.length > LARGEST_MANIFEST) {
            throw new IOException("it is larger than 256 KB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] fetched(URI address) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(15))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(address + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
