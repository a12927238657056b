package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Promise 7: no content of a mail and no token at rest, in the logs or in the metrics. Canaries are planted and looked for. */
class NothingStoredTest {

    private static final String SUBJECT = "canarysubject";
    private static final String SENDER = "canarysender";
    private static final String BODY = "canarybody";
    private static final String FILE = "canaryfile";
    /** Salesforce sessions, JWTs of Entra, refresh tokens of both. */
    private static final Pattern TOKEN =
            Pattern.compile("00D[0-9A-Za-z]{12}![\\w.]{10}|eyJ[\\w-]{20,}\\.eyJ|5Aep[\\w.]{10}|\\b[01]\\.A[\\w-]{40}");

    private static final List<String> logged = new ArrayList<>();
    private static Stage stage;
    private static AppenderBase<ILoggingEvent> ear;

    @BeforeAll
    static void start() {
        stage = Stage.open(3, Map.of("logging.level.app.tandem", "DEBUG", "logging.level.root", "INFO"));
        ear = new AppenderBase<>() {
            @Override
            protected synchronized void append(ILoggingEvent event) {
                String trace =
                        event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
                if (!event.getLoggerName().startsWith("app.tandem.sandbox")) {
                    logged.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + trace);
                }
            }
        };
        ear.start();
        root().addAppender(ear);
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void stop() {
        root().detachAppender(ear);
        root().setLevel(Level.INFO);
        stage.close();
    }

    @Test
    @DisplayName("Promise 7: after saved, refused, failed and retried mail nothing of it is found")
    void canariesAreNowhere() throws SQLException {
        Person anna = stage.person(0);
        String known = stage.org(anna)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        List<String> ids = new ArrayList<>();
        ids.add(stage.deliver(anna, "inbox", null, mail("saved", known)));
        ids.add(stage.deliver(anna, "inbox", null, mail("stranger", SENDER + "@unknown.example")));
        ids.add(stage.deliver(anna, "inbox", null, mail("refused", known)));
        stage.control("POST", "/faults", """
                {"seed":1,"rules":[
                  {"id":"rows","service":"salesforce","operation":"create","times":1,
                   "fault":{"kind":"rows","containing":"refused","code":"FIELD_CUSTOM_VALIDATION_EXCEPTION","message":"canarymessage"}},
                  {"id":"cut","service":"salesforce","operation":"query","times":2,"fault":{"kind":"cut","when":"after"}},
                  {"id":"busy","service":"graph","operation":"PATCH /users/*/messages/*","times":2,
                   "fault":{"kind":"status","status":503,"retryAfter":"1"}}]}""");
        stage.mailboxes().mark(anna.mail(), ids);
        stage.untilQuiet();
        stage.settle(1);

        assertThat(stage.tasks(anna, SUBJECT)).isPositive();
        assertThat(List.copyOf(logged)).as("the log was heard").isNotEmpty();
        assertThat(findings(dump())).as("in PostgreSQL").isEmpty();
        assertThat(findings(List.copyOf(logged))).as("in the log").isEmpty();
        assertThat(findings(metrics())).as("in the metrics").isEmpty();
    }

    @Test
    @DisplayName("The search would find a leak: in text, in bytes, in base64, and a token")
    void aPlantedLeakIsFound() throws SQLException {
        try (Connection database = DriverManager.getConnection(stage.jdbcUrl);
                Statement statement = database.createStatement()) {
            statement.execute("create table leak (a text, b bytea, c text, d text)");
            statement.execute("insert into leak values ('Re: " + SUBJECT + "', '" + BODY + "', '"
                    + Base64.getEncoder().encodeToString(("a" + FILE).getBytes(StandardCharsets.UTF_8))
                    + "', '00D000000000001!AQcAQH0dMHZfz')");
            try {
                assertThat(findings(dump())).hasSize(4);
            } finally {
                statement.execute("drop table leak");
            }
        }
        assertThat(findings(List.of("x 00D000000000001!AQcAQH0dMHZfz"))).hasSize(1);
    }

    private static byte[] mail(String tail, String from) {
        return Wire.utf8(
                """
                From: <%s>
                To: <%s>
                Subject: %s %s
                Message-ID: <%s-%s@canary.example>
                Date: Fri, 20 Nov 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=p

                --p
                Content-Type: text/html; charset=utf-8

                <p>%s %s</p>
                --p
                Content-Type: text/plain; name=%s.txt
                Content-Disposition: attachment; filename=%s.txt

                content of %s
                --p--
                """.formatted(from, stage.person(0).mail(), SUBJECT, tail, FILE, tail, BODY, tail, FILE, FILE, BODY)
                        .replace("\n", "\r\n"));
    }

    /** Every value of every table, bytes as text too. */
    private static List<String> dump() throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(stage.jdbcUrl);
                Statement statement = database.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select table_schema || '.\"' || table_name || '\"' from information_schema.tables where table_schema = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            values.add(table + " " + text(rows.getObject(i), rows.getString(i)));
                        }
                    }
                }
            }
        }
        assertThat(values).as("the store was read").hasSizeGreaterThan(50);
        return values;
    }

    private static String text(Object value, String text) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(text);
    }

    private static List<String> metrics() {
        String base = stage.sandbox.tandemUrl() + "/actuator/";
        List<String> texts = new ArrayList<>();
        for (String end : List.of("health", "metrics")) {
            texts.add(Wire.send("GET", base + end, new byte[0]).text());
        }
        return texts;
    }

    /** The texts that hold a canary, plainly or in base64, or a token. */
    private static List<String> findings(List<String> texts) {
        List<String> found = new ArrayList<>();
        for (String text : texts) {
            String lower = text.toLowerCase(Locale.ROOT) + " " + decoded(text);
            boolean canary = List.of(SUBJECT, SENDER, BODY, FILE, "canarymessage").stream()
                    .anyMatch(lower::contains);
            if (canary || TOKEN.matcher(text).find()) {
                found.add(text);
            }
        }
        return found;
    }

    private static String decoded(String text) {
        StringBuilder plain = new StringBuilder();
        Matcher matcher = Pattern.compile("[A-Za-z0-9+/]{12,}={0,2}").matcher(text);
        while (matcher.find()) {
            String run = matcher.group();
            try {
                byte[] bytes = Base64.getDecoder().decode(run.substring(0, run.length() / 4 * 4));
                plain.append(new String(bytes, StandardCharsets.ISO_8859_1)).append(' ');
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
