package app.tandem.account.notice;

import app.tandem.account.Absences;
import app.tandem.account.Side;
import app.tandem.account.Standing;
import app.tandem.account.Suspension;
import app.tandem.account.Tenant;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.store.TenantRows;
import app.tandem.platform.Ids;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes, in the transaction that suspends a user, which mails are to be sent; once per suspension (admin ). */
@Component
public class Notices {

    private final NoticeRows rows;
    private final TenantRows tenants;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final InstantSource clock;
    private final Ids ids;

    Notices(
            NoticeRows rows,
            TenantRows tenants,
            ObjectProvider<SchedulerClient> scheduler,
            InstantSource clock,
            Ids ids) {
        this.rows = rows;
        this.tenants = tenants;
        this.scheduler = scheduler;
        this.clock = clock;
        this.ids = ids;
    }

    /** The user was suspended; S-81 says who is told. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void suspended(User user, Standing standing, int incident) {
        add(user, Notice.Kind.SUSPENDED, standing, incident);
    }

    /** The suspension lasts; S-81 says who is told. Answers whether anybody is told who was not before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean follow(User user, Standing standing, int incident, Absences.Mail mail) {
        return add(user, Notice.Kind.valueOf(mail.name()), standing, incident);
    }

    /** When that mail was sent to whoever is told. */
    public Optional<Instant> sent(TenantId tenant, UserId user, int incident, Absences.Mail mail) {
        return rows.sent(tenant, user, incident, Notice.Kind.valueOf(mail.name()));
    }

    private boolean add(User user, Notice.Kind kind, Standing standing, int incident) {
        Tenant.Notices wanted = tenants.find(user.tenant()).map(Tenant::notices).orElseThrow();
        // Nothing is cleared unwarned, whoever else is told.
        boolean lastWord = kind == Notice.Kind.LAST_WARNING && !wanted.admins();
        boolean users = (wanted.users() || lastWord) && add(user, Notice.Audience.USER, kind, standing, incident);
        boolean admins = wanted.admins() && add(user, Notice.Audience.ADMIN, kind, standing, incident);
        return users || admins;
    }

    private boolean add(User user, Notice.Audience audience, Notice.Kind kind, Standing standing, int incident) {
        String code = standing.suspension().map(Suspension::code).orElse("unknown");
        @Nullable Side side = standing.suspendedSide().orElse(null);
        Notice notice = new Notice(ids.next(), user.tenant(), user.id(), audience, kind, side, code, false);
        boolean fresh = rows.add(notice, incident, clock.instant());
        if (fresh) {
            scheduler
                    .getObject()
                    .schedule(
                            NoticeTask.DESCRIPTOR
                                    .instance(notice.id().toString())
                                    .build(),
                            clock.instant());
        }
        return fresh;
    }
}
