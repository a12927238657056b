package app.tandem.manifest;

import app.tandem.account.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The last part of each tenant's manifest version: Microsoft 365 takes a changed manifest only under a higher one. */
@Repository
class ManifestNumbers {

    /** While nodes are updated one after the other, the old ones still say what was replaced. */
    private static final Duration ROLLING = Duration.ofHours(1);

    private record Row(int number, String content, @Nullable String previous, Instant changedAt) {}

    private final JdbcClient jdbc;

    ManifestNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The number of that content; a new one, by one higher, when the content has changed.
     *
     * @param content a hash of everything the manifest says but its version
     */
    @Transactional
    public int of(TenantId tenant, String content, Instant now) {
        Optional<Row> known = find(tenant, "");
        if (known.isPresent() && known.get().content().equals(content)) {
            return known.get().number();
        }
        jdbc.sql("""
                insert into addin_manifest (tenant_id, number, content, changed_at) values (?, 1, ?, ?)
                on conflict (tenant_id) do nothing
                """).params(tenant.value(), content, time(now)).update();
        Row row = find(tenant, " for update").orElseThrow();
        if (row.content().equals(content)) {
            return row.number();
        }
        if (content.equals(row.previous()) && now.isBefore(row.changedAt().plus(ROLLING))) {
            return row.number() - 1;
        }
        return raise(tenant, row, content, now);
    }

    private int raise(TenantId tenant, Row row, String content, Instant now) {
        jdbc.sql("""
                update addin_manifest set number = number + 1, previous = content, content = ?, changed_at = ?
                 where tenant_id = ?
                """).params(content, time(now), tenant.value()).update();
        return row.number() + 1;
    }

    private Optional<Row> find(TenantId tenant, String lock) {
        return jdbc.sql("select * from addin_manifest where tenant_id = ?" + lock)
                .param(tenant.value())
                .query(ManifestNumbers::row)
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getInt("number"),
                row.getString("content"),
                row.getString("previous"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
