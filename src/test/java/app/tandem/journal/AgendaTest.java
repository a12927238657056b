package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.UserId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever waits calls the next cycle when its time comes. */
class AgendaTest extends OverPostgres {

    private final Agenda agenda = new Agenda(jdbc);

    @Test
    void nothingWaitsInEmptyBooks() {
        assertThat(agenda.next(TENANT, ANNA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
        insert into mail_entry (tenant_id, user_id, item_id, version, message_key, stage, state, rule, since, retry_at)
        values (?, ?, 'item', 'v', 'key', 'IDLE', 'WAITS', 'sync E-1', now(), ?)""", """
        insert into wish (tenant_id, user_id, item_id, revision, kind, asked, thread, duplicates, state, since, retry_at)
        values (?, ?, 'item', 1, 'SAVE', now(), false, false, 'WAITS', now(), ?)""", """
        insert into marked_thread (tenant_id, user_id, conversation, item_id, since, look_at)
        values (?, ?, 'talk', 'item', now(), ?)""", """
        insert into pair (tenant_id, user_id, kind, pair_key, from_crm, stage, state, rule, since, retry_at)
        values (?, ?, 'TASK', 'key', false, 'IDLE', 'WAITS', 'sync F-1', now(), ?)"""})
    void whatWaitsIsMetAtItsTime(String waiting) {
        jdbc.sql(waiting)
                .params(TENANT.value(), ANNA.value(), START.atOffset(ZoneOffset.UTC))
                .update();
        assertThat(agenda.next(TENANT, ANNA)).contains(START);
        assertThat(agenda.next(STRANGERS, ANNA)).isEmpty();
        assertThat(agenda.next(TENANT, new UserId(new UUID(0, 8)))).isEmpty();
    }
}
