package app.tandem.connect;

import app.tandem.account.Accounts;
import app.tandem.account.Tickets;
import app.tandem.platform.Installation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The sign-in pages as a window of the pane: who is done here goes back there with a one-time code (pane U-49, design.md
 * section 7). The window sees neither the pane's cookie nor its storage.
 */
@Controller
class HandOver {

    /** The session's note that a pane waits, by its nonce. */
    static final String WAITING = "pane-nonce";

    /** Since when; a window left open is not finished for whoever signs in here later. */
    private static final String SINCE = "pane-nonce-since";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String HOST_INFO = "_host_Info";
    private static final Pattern HOST_TEXT = Pattern.compile("[A-Za-z0-9 $|._-]{1,400}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Tickets tickets;
    private final Accounts accounts;
    private final Installation installation;
    private final InstantSource clock;

    HandOver(Tickets tickets, Accounts accounts, Installation installation, InstantSource clock) {
        this.tickets = tickets;
        this.accounts = accounts;
        this.installation = installation;
        this.clock = clock;
    }

    @ModelAttribute("person")
    @Nullable
    SignedInPerson person(@AuthenticationPrincipal @Nullable SignedInPerson person) {
        return person;
    }

    /**
     * Where the pane's window begins.
     *
     * @param nonce what the pane made and will show again with the code
     * @param host what Outlook tells its library on the first page only; the last page needs it to speak to the pane
     */
    @GetMapping("/connect/for-pane")
    String begin(
            @RequestParam String nonce,
            @RequestParam(name = HOST_INFO, defaultValue = "") String host,
            @AuthenticationPrincipal @Nullable SignedInPerson person,
            HttpSession session) {
        if (!NONCE.matcher(nonce).matches() || !tickets.isExpected(nonce)) {
            throw new ProblemException(Problem.STALE);
        }
        session.setAttribute(WAITING, nonce);
        session.setAttribute(SINCE, clock.instant());
        session.setAttribute(HOST_INFO, HOST_TEXT.matcher(host).matches() ? host : "");
        return person != null && isConnected(person) ? "redirect:/connect/hand-over" : "redirect:/connect";
    }

    /** Back to the pane before the mailbox is connected (pane U-19). */
    @PostMapping("/connect/hand-over")
    String skip() {
        return "redirect:/connect/hand-over";
    }

    /** The window's last page: gives the code to the pane and closes. */
    @GetMapping("/connect/hand-over")
    String finish(
            @AuthenticationPrincipal SignedInPerson person,
            HttpSession session,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!(session.getAttribute(WAITING) instanceof String nonce)
                || !isRecent(session)
                || !tickets.isExpected(nonce)) {
            session.removeAttribute(WAITING);
            throw new ProblemException(Problem.STALE);
        }
        if (session.getAttribute(HOST_INFO) instanceof String host
                && !host.isEmpty()
                && request.getParameter(HOST_INFO) == null) {
            return "redirect:"
                    + UriComponentsBuilder.fromPath("/connect/hand-over")
                            .queryParam(HOST_INFO, "{host}")
                            .build(host);
        }
        session.removeAttribute(WAITING);
        session.removeAttribute(HOST_INFO);
        URI script = installation.office().script();
        model.addAttribute("code", tickets.issue(person.tenant(), person.user(), nonce));
        model.addAttribute("script", script);
        response.setHeader("Content-Security-Policy", policy(script));
        response.setHeader("Cache-Control", "no-store");
        return "hand-over";
    }

    @ExceptionHandler
    String problem(ProblemException e) {
        return "redirect:" + e.problem().path();
    }

    private boolean isRecent(HttpSession session) {
        return session.getAttribute(SINCE) instanceof Instant since
                && clock.instant().isBefore(since.plus(PATIENCE));
    }

    private boolean isConnected(SignedInPerson person) {
        return accounts.account(person.tenant(), person.user())
                .filter(account -> account.standing().isConnected())
                .isPresent();
    }

    private static String policy(URI script) {
        return "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                + " frame-ancestors 'none'; form-action 'none'; script-src 'self' 'unsafe-eval' https://ajax.aspnetcdn.com "
                + script.getScheme() + "://" + script.getRawAuthority();
    }
}
