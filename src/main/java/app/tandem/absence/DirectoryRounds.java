package app.tandem.absence;

import app.tandem.account.Absences;
import app.tandem.account.Account;
import app.tandem.account.Accounts;
import app.tandem.account.DirectoryPeople;
import app.tandem.account.Role;
import app.tandem.account.Tenant;
import app.tandem.account.TenantId;
import app.tandem.account.Tenants;
import app.tandem.account.UserState;
import app.tandem.platform.Bug;
import app.tandem.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Who is gone from the customer's directory is switched off at once and removed 30 days later, as long as the directory
 * itself would bring them back (admin A-189). Where many are gone at once, nothing is done: then it is the question that is
 * wrong (sync X-23).
 */
@Component
class DirectoryRounds {

    private static final Duration RESTORABLE = Duration.ofDays(30);
    private static final int MANY = 10;
    private static final int SHARE = 5;

    private static final Logger log = LoggerFactory.getLogger(DirectoryRounds.class);

    private final Tenants tenants;
    private final Accounts accounts;
    private final Absences absences;
    private final DirectoryPeople directory;
    private final Removal removal;
    private final Settings settings;
    private final InstantSource clock;

    DirectoryRounds(
            Tenants tenants,
            Accounts accounts,
            Absences absences,
            DirectoryPeople directory,
            Removal removal,
            Settings settings,
            InstantSource clock) {
        this.tenants = tenants;
        this.accounts = accounts;
        this.absences = absences;
        this.directory = directory;
        this.removal = removal;
        this.settings = settings;
        this.clock = clock;
    }

    /** One round over the tenants that want it and whose administrator let us ask. */
    void run() {
        for (Tenant tenant : tenants.withDirectory()) {
            try {
                if (settings.tenant(tenant.id()).directoryCleanup()) {
                    look(tenant);
                }
            } catch (RuntimeException e) {
                log.error("the directory of tenant {} waits: {}", tenant.id().value(), Bug.in(e));
            }
        }
    }

    private void look(Tenant tenant) {
        List<Account> all = accounts.all(tenant.id());
        List<Account> gone = new ArrayList<>();
        for (Account account : all) {
            if (account.user()
                    .mailbox()
                    .filter(mailbox -> directory.isGone(tenant, mailbox))
                    .isPresent()) {
                gone.add(account);
            }
        }
        if (gone.size() > MANY && gone.size() * SHARE > all.size()) {
            log.error(
                    "{} of {} users of tenant {} are said to be gone; none is touched",
                    gone.size(),
                    all.size(),
                    id(tenant));
            return;
        }
        gone.forEach(account -> absences.decide(tenant.id(), account.user().id(), this::leaves));
    }

    private static Object id(Tenant tenant) {
        return tenant.id().value();
    }

    private void leaves(Account account) {
        TenantId tenant = account.user().tenant();
        Instant latest = clock.instant().minus(RESTORABLE);
        if (account.user().state() != UserState.DEACTIVATED) {
            absences.retire(tenant, account.user().id(), "GONE_FROM_DIRECTORY");
        } else if (account.role() != Role.ADMIN && !account.since().isAfter(latest)) {
            removal.remove(account.user(), "GONE_FROM_DIRECTORY");
        }
    }
}
