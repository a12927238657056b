package app.tandem.account.notice;

import app.tandem.account.Account;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Role;
import app.tandem.account.Tenant;
import app.tandem.account.UserState;
import app.tandem.account.store.TenantRows;
import app.tandem.account.store.UserRows;
import app.tandem.platform.Installation;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends one notice. A repeat after a crash carries the same Message-ID, so that a reader sees one mail. */
@Component
class NoticeSender {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

    private final NoticeRows rows;
    private final UserRows users;
    private final TenantRows tenants;
    private final JavaMailSender mail;
    private final Installation installation;
    private final InstantSource clock;

    NoticeSender(
            NoticeRows rows,
            UserRows users,
            TenantRows tenants,
            JavaMailSender mail,
            Installation installation,
            InstantSource clock) {
        this.rows = rows;
        this.users = users;
        this.tenants = tenants;
        this.mail = mail;
        this.installation = installation;
        this.clock = clock;
    }

    void send(UUID id) {
        rows.find(id).filter(notice -> !notice.sent()).ifPresent(this::send);
    }

    private void send(Notice notice) {
        Optional<Account> account =
                users.find(notice.tenant(), notice.user()).filter(known -> isStillTrue(notice, known));
        List<String> recipients =
                account.map(known -> recipients(notice, known)).orElse(List.of());
        if (recipients.isEmpty()) {
            LOG.warn("notice {} has nobody to go to", notice.id());
        } else {
            rows.attempted(notice);
            deliver(notice, message(notice, account.orElseThrow(), recipients));
        }
        rows.sent(notice, clock.instant());
    }

    /** A reminder that comes too late would ask for what is done already. */
    private static boolean isStillTrue(Notice notice, Account account) {
        return notice.kind() == Notice.Kind.SUSPENDED || account.user().state() == UserState.SUSPENDED;
    }

    /** What the mail server says may name addresses, so that only the kind of failure is passed on. */
    private void deliver(Notice notice, MimeMessage message) {
        try {
            mail.send(message);
        } catch (MailException e) {
            throw new IllegalStateException(
                    "notice " + notice.id() + " was not taken: " + e.getClass().getSimpleName());
        }
    }

    private List<String> recipients(Notice notice, Account account) {
        if (notice.audience() == Notice.Audience.USER) {
            return address(account).stream().toList();
        }
        Optional<String> chosen =
                tenants.find(notice.tenant()).map(Tenant::notices).flatMap(Tenant.Notices::address);
        return chosen.map(List::of)
                .orElseGet(() -> users.all(notice.tenant()).stream()
                        .filter(colleague -> colleague.role() == Role.ADMIN)
                        .filter(colleague -> !colleague.user().id().equals(notice.user()))
                        .flatMap(colleague -> address(colleague).stream())
                        .toList());
    }

    private static Optional<String> address(Account account) {
        return account.user()
                .mailbox()
                .map(MailboxConnection::address)
                .or(() -> Optional.of(account.signInName()))
                .filter(address -> address.indexOf('@') > 0);
    }

    private MimeMessage message(Notice notice, Account account, List<String> recipients) {
        SuspensionMail words = SuspensionMail.to(notice, account, installation.page("/connect"));
        MimeMessage message = new NamedMessage(
                mail.createMimeMessage(),
                "<" + notice.id() + "@" + installation.publicUrl().getHost() + ">");
        try {
            MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(new jakarta.mail.internet.InternetAddress(
                    installation.smtp().from()));
            helper.setTo(recipients.toArray(String[]::new));
            helper.setSubject(words.subject());
            helper.setSentDate(Date.from(clock.instant()));
            helper.setText(words.text(), words.html());
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("the notice could not be written", e);
        }
    }

    /** Keeps its Message-ID when it is saved. */
    private static final class NamedMessage extends MimeMessage {

        private final String messageId;

        NamedMessage(MimeMessage blank, String messageId) {
            super(blank.getSession());
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
