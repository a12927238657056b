package app.tandem.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what transactions tell on a channel of the shared PostgreSQL, each once it is committed, on whatever node. Takes one
 * connection and one thread. After a lost connection it listens anew; what was told meanwhile is missed.
 */
public final class Notices implements AutoCloseable {

    /** How long a close may have to wait; looking costs no statement. */
    private static final int PATIENCE_MILLIS = 250;

    /** So many looks without a notice, and the connection is asked whether it lives: after ten seconds. */
    private static final int LOOKS_PER_PROBE = 40;

    private static final long AGAIN_MILLIS = 1_000;
    private static final int PROBE_SECONDS = 5;
    private static final long CLOSE_MILLIS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    private final DataSource database;
    private final String channel;
    private final Consumer<String> listener;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Begins to listen; {@code channel} is a plain lower-case name. */
    public Notices(DataSource database, String channel, Consumer<String> listener) {
        if (!channel.matches("[a-z_]{1,63}")) {
            throw new IllegalArgumentException("not the name of a channel");
        }
        this.database = database;
        this.channel = channel;
        this.listener = listener;
        thread = Thread.ofPlatform().daemon().name("notices").start(this::run);
    }

    /** Waits until it listens, for that long at most; answers whether it does. */
    public boolean isListening(long millis) throws InterruptedException {
        return listening.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                listen();
            } catch (SQLException lost) {
                if (closed.getCount() > 0) {
                    log.warn("notices are not heard: {}", lost.getSQLState());
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("listen " + channel);
            listening.countDown();
            hear(connection);
            // It goes back to a pool: whoever has it next hears nothing of ours.
            statement.execute("unlisten " + channel);
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        int looks = 0;
        while (closed.getCount() > 0) {
            PGNotification[] told = postgres.getNotifications(PATIENCE_MILLIS);
            looks = told.length == 0 ? looks + 1 : 0;
            if (looks == LOOKS_PER_PROBE && !connection.isValid(PROBE_SECONDS)) {
                throw new SQLException("the connection is dead", "08006");
            }
            looks %= LOOKS_PER_PROBE;
            for (PGNotification one : told) {
                hand(one.getParameter());
            }
        }
    }

    private void hand(String text) {
        try {
            listener.accept(text);
        } catch (RuntimeException bug) {
            log.error("a notice was not taken: {}", Bug.in(bug));
        }
    }

    /** Hears nothing more; gives the connection back, where it can within two seconds. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
