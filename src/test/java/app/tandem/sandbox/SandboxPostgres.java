package app.tandem.sandbox;

import app.tandem.sandbox.kernel.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * One real PostgreSQL per JVM, from Maven artifacts, with as many databases as are asked for. Its zone is far from UTC,
 * so that a lost time zone shows. It ends with the JVM.
 */
public final class SandboxPostgres {

    private static final String ZONE = "Asia/Kathmandu";
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String template;

    private SandboxPostgres() {}

    /** JDBC URL, user included, of a new empty database. */
    public static synchronized String empty() {
        String name = "tandem" + NUMBERS.incrementAndGet();
        execute("create database " + name);
        return server().getJdbcUrl("postgres", name);
    }

    /** JDBC URL of a new database with all of Tandem's tables. */
    public static synchronized String migrated() {
        String from = template;
        if (from == null) {
            from = "schema_of_tandem";
            execute("create database " + from);
            Flyway.configure()
                    .dataSource(server().getJdbcUrl("postgres", from), "postgres", "")
                    .load()
                    .migrate();
            template = from;
        }
        String name = "tandem" + NUMBERS.incrementAndGet();
        execute("create database " + name + " template " + from);
        return server().getJdbcUrl("postgres", name);
    }

    private static void execute(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setPort(FreePort.next())
                        .setServerConfig("timezone", ZONE)
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = running;
        }
        return running;
    }
}
