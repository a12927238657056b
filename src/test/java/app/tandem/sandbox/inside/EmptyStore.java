package app.tandem.sandbox.inside;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties Tandem's store but for what every installation has: the migrations and the recurring tasks. */
final class EmptyStore {

    private final JdbcClient jdbc;

    EmptyStore(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** No further cycle starts by itself. */
    void stopCycles() {
        jdbc.sql("delete from scheduled_tasks where task_instance <> 'recurring' and not picked")
                .update();
    }

    void empty() {
        stopCycles();
        List<String> tables = jdbc.sql("""
                        select quote_ident(table_name) from information_schema.tables
                        where table_schema = current_schema() and table_type = 'BASE TABLE'
                        and table_name not in ('flyway_schema_history', 'scheduled_tasks')""").query(String.class).list();
        jdbc.sql("truncate " + String.join(", ", tables) + " cascade").update();
        stopCycles();
    }
}
