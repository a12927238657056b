package app.tandem.connect;

import app.tandem.account.Account;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.MailboxConnection;
import app.tandem.account.MailboxOutcome;
import app.tandem.account.Tenants;
import app.tandem.credentials.MailboxGrants;
import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailureException;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way to Microsoft and back, for a person and for an administrator who agrees for everybody. */
@Controller
class MailboxFlow {

    private static final String CALLBACK = "/connect/mailbox/callback";
    private static final String CONSENTED = "/connect/mailbox/admin-consent";
    private static final String HELD = "mailbox-attempt";
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** Bound to the session and used once. */
    private record Held(MailboxGrants.Attempt attempt, boolean change, Instant began) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private final MailboxGrants grants;
    private final Connecting connecting;
    private final Accounts accounts;
    private final Tenants tenants;
    private final Installation installation;
    private final Ids ids;
    private final InstantSource clock;

    MailboxFlow(
            MailboxGrants grants,
            Connecting connecting,
            Accounts accounts,
            Tenants tenants,
            Installation installation,
            Ids ids,
            InstantSource clock) {
        this.grants = grants;
        this.connecting = connecting;
        this.accounts = accounts;
        this.tenants = tenants;
        this.installation = installation;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/connect/mailbox")
    String begin(
            @AuthenticationPrincipal SignedInPerson person,
            @RequestParam(defaultValue = "false") boolean change,
            HttpSession session) {
        MailboxGrants.Attempt attempt = hold(session, change);
        return "redirect:" + grants.address(attempt, installation.page(CALLBACK), change ? null : hint(person));
    }

    @GetMapping(CALLBACK)
    String back(
            @AuthenticationPrincipal SignedInPerson person,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String description,
            HttpSession session) {
        Held held = take(session, state);
        if (!error.isEmpty()) {
            throw new ProblemException(Problems.ofError(error, description));
        }
        MailboxGrants.SignedIn signedIn = grants.redeem(held.attempt(), code, installation.page(CALLBACK));
        if (!signedIn.missing().isEmpty()) {
            throw new ProblemException(Problem.MISSING_SCOPES);
        }
        MailboxOutcome outcome = connecting.withMicrosoft(person, signedIn, held.change());
        if (!(outcome instanceof MailboxOutcome.Connected)) {
            throw new ProblemException(Problems.of(outcome));
        }
        return "redirect:/connect/done";
    }

    @PostMapping("/admin/directory")
    String askForDirectory(@AuthenticationPrincipal SignedInPerson person, HttpSession session) {
        MailboxGrants.Attempt attempt = hold(session, false);
        return "redirect:"
                + grants.adminConsent(directory(person).orElse(null), attempt.state(), installation.page(CONSENTED));
    }

    /**
     * Microsoft says only that somebody agreed in some directory. It counts for this tenant when the administrator's own
     * mailbox is connected and lies in that directory: that the person belongs there is proven, by their own sign-in.
     */
    @GetMapping(CONSENTED)
    String directoryGranted(
            @AuthenticationPrincipal @Nullable SignedInPerson person,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String description,
            HttpSession session) {
        if (state.isEmpty()) {
            // The link a user sent to an administrator: nothing waits for its answer here.
            return error.isEmpty()
                    ? "agreed"
                    : "redirect:" + Problems.ofError(error, description).path();
        }
        take(session, state);
        if (!error.isEmpty()) {
            throw new ProblemException(Problems.ofError(error, description));
        }
        if (person == null || !person.admin()) {
            throw new ProblemException(Problem.NOT_FOR_YOU);
        }
        String own = directory(person).orElseThrow(() -> new ProblemException(Problem.OTHER_DIRECTORY));
        if (!own.equals(tenant)) {
            throw new ProblemException(Problem.OTHER_DIRECTORY);
        }
        grants.forDirectory(own);
        tenants.directoryGranted(person.tenant(), own, Actor.admin(person.user()));
        return "redirect:/admin";
    }

    @ExceptionHandler
    String problem(ProblemException e) {
        return "redirect:" + e.problem().path();
    }

    @ExceptionHandler
    String failed(RemoteFailureException e) {
        return "redirect:" + Problems.of(e.failure()).path();
    }

    /** The link for an administrator of the person's company. */
    URI consentLink() {
        return grants.adminConsent(null, "", installation.page(CONSENTED));
    }

    private MailboxGrants.Attempt hold(HttpSession session, boolean change) {
        MailboxGrants.Attempt attempt = new MailboxGrants.Attempt(ids.secret(), ids.secret(), ids.secret());
        session.setAttribute(HELD, new Held(attempt, change, clock.instant()));
        return attempt;
    }

    private Held take(HttpSession session, String state) {
        Object held = session.getAttribute(HELD);
        session.removeAttribute(HELD);
        if (!(held instanceof Held attempt)
                || !same(attempt.attempt().state(), state)
                || attempt.began().plus(LIFE).isBefore(clock.instant())) {
            throw new ProblemException(Problem.STALE);
        }
        return attempt;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String hint(SignedInPerson person) {
        return mailbox(person).map(MailboxConnection::address).orElse(null);
    }

    private Optional<String> directory(SignedInPerson person) {
        return mailbox(person).map(MailboxConnection::entraTenantId);
    }

    private Optional<MailboxConnection> mailbox(SignedInPerson person) {
        return accounts.account(person.tenant(), person.user())
                .map(Account::user)
                .flatMap(user -> user.mailbox());
    }
}
