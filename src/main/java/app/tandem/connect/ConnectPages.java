package app.tandem.connect;

import app.tandem.account.Account;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.CycleTimes;
import app.tandem.account.Side;
import app.tandem.account.Suspension;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages of a person: the two steps, what happens next, how it stands, and what to do when something is wrong. */
@Controller
class ConnectPages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final Users users;
    private final Connecting connecting;
    private final MailboxFlow mailbox;
    private final SalesforceLogin salesforce;
    private final ObjectProvider<CycleTimes> times;

    ConnectPages(
            Accounts accounts,
            Users users,
            Connecting connecting,
            MailboxFlow mailbox,
            SalesforceLogin salesforce,
            ObjectProvider<CycleTimes> times) {
        this.accounts = accounts;
        this.users = users;
        this.connecting = connecting;
        this.mailbox = mailbox;
        this.salesforce = salesforce;
        this.times = times;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/connect";
    }

    @GetMapping("/connect")
    String connect(@AuthenticationPrincipal @Nullable SignedInPerson person, HttpSession session, Model model) {
        Optional<Account> account = account(person);
        boolean forPane = session.getAttribute(HandOver.WAITING) != null;
        if (forPane && account.filter(found -> found.standing().isConnected()).isPresent()) {
            return "redirect:/connect/hand-over";
        }
        account.ifPresent(found -> show(found, model));
        model.addAttribute("forPane", forPane);
        return "connect";
    }

    @PostMapping("/connect/salesforce")
    String salesforce(
            @RequestParam(defaultValue = "production") String kind, @RequestParam(defaultValue = "") String domain) {
        if (kind.equals("production")) {
            return "redirect:/oauth2/authorization/" + SalesforceLogin.ID;
        }
        String id = salesforce.idOf(kind.equals("sandbox") ? "https://test.salesforce.com" : domain);
        return id == null ? "redirect:" + Problem.UNKNOWN_HOST.path() : "redirect:/oauth2/authorization/" + id;
    }

    @GetMapping("/connect/done")
    String done(@AuthenticationPrincipal SignedInPerson person, HttpSession session, Model model) {
        Account account = account(person).orElseThrow(() -> new ProblemException(Problem.STALE));
        if (session.getAttribute(HandOver.WAITING) != null) {
            return "redirect:/connect/hand-over";
        }
        show(account, model);
        return account.user().state() == UserState.REGISTERED ? "redirect:/connect" : "done";
    }

    @GetMapping("/status")
    String status(@AuthenticationPrincipal SignedInPerson person, Model model) {
        Account account = account(person).orElseThrow(() -> new ProblemException(Problem.STALE));
        show(account, model);
        model.addAttribute("activity", accounts.activity(person.tenant(), Optional.of(person.user()), 12));
        return "status";
    }

    @GetMapping("/connect/problem/{name}")
    String problem(@PathVariable String name, Model model) {
        Problem problem = Problem.of(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("problem", problem);
        if (problem.action() == Problem.Action.CONSENT_LINK) {
            model.addAttribute("link", mailbox.consentLink());
        }
        return "problem";
    }

    @PostMapping("/status/pause")
    String pause(@AuthenticationPrincipal SignedInPerson person) {
        users.pause(person.tenant(), person.user());
        return "redirect:/status";
    }

    @PostMapping("/status/resume")
    String resume(@AuthenticationPrincipal SignedInPerson person) {
        users.resume(person.tenant(), person.user());
        return "redirect:/status";
    }

    @PostMapping("/status/try-again")
    String tryAgain(@AuthenticationPrincipal SignedInPerson person) {
        accounts.tryAgain(person.tenant(), person.user(), Actor.user(person.user()));
        return "redirect:/status";
    }

    @PostMapping("/status/disconnect")
    String disconnect(@AuthenticationPrincipal SignedInPerson person, @RequestParam Side side) {
        connecting.disconnect(person, side);
        return "redirect:/connect";
    }

    @ExceptionHandler
    String problem(ProblemException e) {
        return "redirect:" + e.problem().path();
    }

    private Optional<Account> account(@Nullable SignedInPerson person) {
        return person == null ? Optional.empty() : accounts.account(person.tenant(), person.user());
    }

    private void show(Account account, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("state", account.user().state().name().toLowerCase(Locale.ROOT));
        model.addAttribute("since", TIME.format(account.since()));
        Optional<Suspension> cause = account.standing().suspension();
        cause.ifPresent(found -> model.addAttribute("cause", Problems.ofSuspension(found.code())));
        CycleTimes cycles = times.getIfAvailable();
        if (cycles != null) {
            cycles.last(account.user().tenant(), account.user().id())
                    .map(ConnectPages::time)
                    .ifPresent(time -> model.addAttribute("last", time));
            cycles.next(account.user().tenant(), account.user().id())
                    .map(ConnectPages::time)
                    .ifPresent(time -> model.addAttribute("next", time));
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
