package app.tandem.account;

import app.tandem.platform.start.StartCheck;
import app.tandem.sandbox.kernel.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * Starts accounts, grants and their pages on a free port, without the engine and its ports; several nodes may share a
 * database.
 */
public final class TestNode {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;

    private TestNode() {}

    /** The address of a new, empty database. */
    public static synchronized String database() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder().setPort(FreePort.next()).start();
            }
            String name = "node" + DATABASES.incrementAndGet();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return postgres.getJdbcUrl("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All settings a start needs; the outside leads nowhere. */
    public static Map<String, Object> settings(String database) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", 0);
        settings.put("tandem.jdbc.url", database);
        settings.put("tandem.jdbc.user", "postgres");
        settings.put("tandem.keys", "one:" + "A".repeat(43) + "=");
        settings.put("tandem.public-url", "http://localhost:1");
        settings.put("tandem.entra.authority", "https://localhost:1");
        settings.put("tandem.entra.client-id", "tandem");
        settings.put("tandem.entra.client-secret", "tandem-secret");
        settings.put("tandem.graph.base-url", "http://localhost:1/v1.0");
        settings.put("tandem.salesforce.login-url", "http://localhost:1");
        settings.put("tandem.salesforce.client-id", "tandem");
        settings.put("tandem.salesforce.client-secret", "tandem-secret");
        settings.put("tandem.smtp.host", "localhost");
        settings.put("tandem.smtp.port", 1);
        settings.put("tandem.smtp.from", "Tandem <tandem@tandem.example>");
        return settings;
    }

    /** The modules that need no world outside. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan({
        "app.tandem.platform",
        "app.tandem.account",
        "app.tandem.credentials",
        "app.tandem.settings",
        "app.tandem.connect"
    })
    static class Modules {}

    /** A node; close it. */
    public static ConfigurableApplicationContext start(Map<String, Object> settings, Class<?>... further) {
        return start(settings, context -> {}, further);
    }

    /** A node that is given something before it starts. */
    public static ConfigurableApplicationContext start(
            Map<String, Object> settings, ApplicationContextInitializer<?> first, Class<?>... further) {
        SpringApplication application = new SpringApplication(Modules.class);
        application.addInitializers(first);
        application.addListeners(new StartCheck());
        application.addPrimarySources(java.util.List.of(further));
        return application.run(settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
    }
}
