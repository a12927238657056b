package app.tandem.connect;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.MailboxOutcome;
import app.tandem.account.Tenant;
import app.tandem.account.TenantId;
import app.tandem.account.Tenants;
import app.tandem.account.User;
import app.tandem.credentials.CrmGrants;
import app.tandem.platform.RemoteFailureException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Activates the people of a list one by one by the administrator's grants; a failure concerns that person only. */
@Component
class Activation {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("user-activation");

    private static final Logger LOG = LoggerFactory.getLogger(Activation.class);

    private final Activations lists;
    private final Tenants tenants;
    private final Directory directory;
    private final CrmGrants crm;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    Activation(
            Activations lists,
            Tenants tenants,
            Directory directory,
            CrmGrants crm,
            Accounts accounts,
            PlatformTransactionManager transactions) {
        this.lists = lists;
        this.tenants = tenants;
        this.directory = directory;
        this.crm = crm;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The instance of a list. */
    static String instance(TenantId tenant, UUID list) {
        return tenant.value() + "/" + list;
    }

    void run(String instance) {
        String[] parts = instance.split("/", 2);
        TenantId id = new TenantId(UUID.fromString(parts[0]));
        UUID list = UUID.fromString(parts[1]);
        Tenant tenant = tenants.find(id).orElseThrow();
        Optional<Activations.Person> next = lists.next(id, list);
        while (next.isPresent()) {
            lists.settle(id, list, next.get(), activate(tenant, next.get()));
            next = lists.next(id, list);
        }
    }

    private String activate(Tenant tenant, Activations.Person person) {
        try {
            Directory.Found found = directory.find(tenant, person.address());
            if (found.refusal() != null) {
                return found.refusal();
            }
            CrmConnection connection = crm.byAdministrator(tenant.loginUrl(), person.userName());
            if (!connection.orgId().equals(tenant.orgId())) {
                return "WRONG_ORG";
            }
            MailboxConnection mailbox = new MailboxConnection(
                    tenant.directory().orElseThrow(), found.objectId(), found.address(), Access.APPLICATION);
            return connect(connection, mailbox);
        } catch (RemoteFailureException e) {
            return e.failure().code();
        } catch (RuntimeException e) {
            LOG.error("somebody could not be activated", e);
            return "INTERNAL";
        }
    }

    /** Both sides or none. */
    private String connect(CrmConnection connection, MailboxConnection mailbox) {
        String code = transaction.execute(status -> {
            User user = accounts.admit(connection, false);
            MailboxOutcome outcome = accounts.connectMailbox(user.tenant(), user.id(), mailbox, false, Actor.SYSTEM);
            if (outcome instanceof MailboxOutcome.Connected) {
                return "DONE";
            }
            status.setRollbackOnly();
            return Problems.of(outcome).name();
        });
        return code == null ? "INTERNAL" : code;
    }

    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        OneTimeTask<Void> userActivation(Activation activation) {
            return Tasks.oneTime(DESCRIPTOR).execute((instance, context) -> activation.run(instance.getId()));
        }
    }
}
