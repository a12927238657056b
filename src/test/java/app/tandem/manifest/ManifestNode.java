package app.tandem.manifest;

import app.tandem.account.TenantId;
import app.tandem.account.TestNode;
import app.tandem.platform.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node with this module, on a clock that stands still until it is moved; close it. */
final class ManifestNode implements AutoCloseable {

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("app.tandem.manifest")
    static class Module {}

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    ManifestNode(String publicUrl, String label) {
        this(TestNode.database(), publicUrl, label);
    }

    ManifestNode(String database, String publicUrl, String label) {
        Map<String, Object> settings = TestNode.settings(database);
        settings.put("tandem.public-url", publicUrl);
        settings.put("tandem.label", label);
        context = TestNode.start(
                settings,
                start -> start.getBeanFactory().registerSingleton("stillClock", (InstantSource) now::get),
                Module.class);
    }

    /** A customer more. */
    TenantId tenant() {
        TenantId tenant = new TenantId(context.getBean(Ids.class).next());
        String org = "00D" + tenant.value().toString().replace("-", "").substring(17);
        context.getBean(JdbcClient.class)
                .sql("insert into tenant (id, org_id, created_at, login_url) values (?, ?, now(), ?)")
                .params(tenant.value(), org, "https://login.salesforce.com")
                .update();
        return tenant;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Manifest manifest(TenantId tenant) {
        return bean(Manifests.class).of(tenant).orElseThrow();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    String home() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        context.close();
    }
}
