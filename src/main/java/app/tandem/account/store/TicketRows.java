package app.tandem.account.store;

import app.tandem.account.AcrossTenants;
import app.tandem.account.TenantId;
import app.tandem.account.Tickets;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.Users;
import app.tandem.platform.Hashes;
import app.tandem.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class TicketRows implements Tickets {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration DAY = Duration.ofDays(1);

    private record Ticket(String nonceHash, TenantId tenant, UserId user, Instant expires) {}

    private final JdbcClient jdbc;
    private final Users users;
    private final Ids ids;
    private final InstantSource clock;

    TicketRows(JdbcClient jdbc, Users users, Ids ids, InstantSource clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional
    @AcrossTenants("nobody is signed in yet")
    public void expect(String nonce) {
        Instant now = clock.instant();
        jdbc.sql("delete from pane_nonce where expires_at < ?")
                .param(UserRows.time(now))
                .update();
        jdbc.sql("""
                insert into pane_nonce (nonce_hash, expires_at) values (?, ?)
                on conflict (nonce_hash) do update set expires_at = excluded.expires_at
                """).params(Hashes.sha256(nonce), UserRows.time(now.plus(DAY))).update();
    }

    @Override
    @Transactional(readOnly = true)
    @AcrossTenants("nobody is signed in yet")
    public boolean isExpected(String nonce) {
        return jdbc.sql("select expires_at from pane_nonce where nonce_hash = ?")
                .param(Hashes.sha256(nonce))
                .query(OffsetDateTime.class)
                .optional()
                .filter(expires -> clock.instant().isBefore(expires.toInstant()))
                .isPresent();
    }

    @Override
    @Transactional
    public String issue(TenantId tenant, UserId user, String nonce) {
        Instant now = clock.instant();
        jdbc.sql("delete from ticket where expires_at < ?")
                .param(UserRows.time(now))
                .update();
        String code = ids.secret();
        jdbc.sql("insert into ticket (code_hash, nonce_hash, tenant_id, user_id, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        Hashes.sha256(code),
                        Hashes.sha256(nonce),
                        tenant.value(),
                        user.value(),
                        UserRows.time(now.plus(LIFE)))
                .update();
        return code;
    }

    @Override
    @Transactional
    @AcrossTenants("the code itself says whose it is, and nobody can guess one")
    public Optional<User> redeem(String code, String nonce) {
        String nonceHash = Hashes.sha256(nonce);
        Optional<User> user = redeemed(code, nonceHash);
        if (user.isPresent()) {
            jdbc.sql("delete from pane_nonce where nonce_hash = ?")
                    .param(nonceHash)
                    .update();
        }
        return user;
    }

    private Optional<User> redeemed(String code, String nonceHash) {
        return jdbc.sql("delete from ticket where code_hash = ? returning nonce_hash, tenant_id, user_id, expires_at")
                .param(Hashes.sha256(code))
                .query((row, number) -> new Ticket(
                        row.getString("nonce_hash"),
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional()
                .filter(ticket -> clock.instant().isBefore(ticket.expires()))
                .filter(ticket -> MessageDigest.isEqual(bytes(ticket.nonceHash()), bytes(nonceHash)))
                .flatMap(ticket -> users.find(ticket.tenant(), ticket.user()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
