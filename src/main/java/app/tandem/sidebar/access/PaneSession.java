package app.tandem.sidebar.access;

import app.tandem.account.Absences;
import app.tandem.account.TenantId;
import app.tandem.account.Tickets;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.Users;
import app.tandem.platform.Installation;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Who is signed in at this browser's session, in the pane and in commands without a pane. The session holds two ids, no
 * token (design.md section 7).
 */
@Component
public class PaneSession {

    private static final String PERSON = Person.class.getName();
    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final String LEFT = PaneSession.class.getName() + ".left";

    private record Person(UUID tenant, UUID user) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        static Person of(User user) {
            return new Person(user.tenant().value(), user.id().value());
        }
    }

    private final Tickets tickets;
    private final Users users;
    private final Absences absences;
    private final boolean secure;
    private final String cookie;

    PaneSession(Tickets tickets, Users users, Absences absences, Installation installation) {
        this.tickets = tickets;
        this.users = users;
        this.absences = absences;
        this.secure = installation.secure();
        this.cookie = secure ? "__Host-tandem-left" : "tandem_left";
    }

    /** Who is signed in at the pane; nobody when the account has gone meanwhile. */
    public Optional<User> user() {
        return user(here().getAttribute(PERSON));
    }

    /** Who is signed in at the session of a request that is not the pane's. */
    public Optional<User> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : user(session.getAttribute(PERSON));
    }

    private Optional<User> user(@Nullable Object kept) {
        return kept instanceof Person person
                ? users.find(new TenantId(person.tenant()), new UserId(person.user()))
                : Optional.empty();
    }

    /** What came of a sign-in. */
    public enum Entry {
        REFUSED,
        /** Who was here already, and has connected something again. */
        SAME,
        /** Somebody who was not here; the session's page has to begin anew. */
        ANOTHER
    }

    /** Takes over a finished sign-in. For somebody new the session gets a new id, so that an id known before is worth nothing. */
    public Entry enter(String code, String nonce) {
        Optional<User> user = tickets.redeem(code, nonce);
        if (user.isEmpty()) {
            return Entry.REFUSED;
        }
        if (Person.of(user.get()).equals(here().getAttribute(PERSON))) {
            return Entry.SAME;
        }
        enter(user.get());
        return Entry.ANOTHER;
    }

    /** The same user as they are kept now. */
    User again(User user) {
        return users.find(user.tenant(), user.id()).orElse(user);
    }

    private void enter(User user) {
        VaadinService.reinitializeSession(VaadinRequest.getCurrent());
        here().setAttribute(PERSON, Person.of(user));
        here().removeAttribute(LEFT);
    }

    /**
     * A pane was started: from now on the sign-in window takes its nonce, and its person counts as there (admin A-187).
     *
     * @param user who is signed in, if anybody
     */
    public void started(String nonce, @Nullable User user) {
        tickets.expect(nonce);
        if (user != null) {
            absences.seen(user.tenant(), user.id());
        }
    }

    /** Signs this user in, whom Entra ID named to us; the session gets a new id. */
    void enter(User user, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(PERSON, Person.of(user));
        session.removeAttribute(LEFT);
        response.addHeader(HttpHeaders.SET_COOKIE, left(Duration.ZERO));
    }

    /** The browser remembers that its person signed out, longer than any session lives. */
    void leave(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, left(REMEMBERED));
    }

    /** The browser may forget what {@link #leave(HttpServletResponse)} noted: the person is back. */
    void forgetLeaving(HttpServletRequest request, HttpServletResponse response) {
        if (remembers(request.getCookies())) {
            response.addHeader(HttpHeaders.SET_COOKIE, left(Duration.ZERO));
        }
    }

    private String left(Duration age) {
        return ResponseCookie.from(cookie, "1")
                .path("/")
                .maxAge(age)
                .httpOnly(true)
                .secure(secure)
                .partitioned(secure)
                .sameSite(secure ? "None" : "Lax")
                .build()
                .toString();
    }

    private boolean remembers(Cookie @Nullable [] cookies) {
        return cookies != null
                && Arrays.stream(cookies).anyMatch(kept -> kept.getName().equals(cookie));
    }

    /** Forgets who was signed in here; what is kept on the server stays (pane U-32). */
    public void leave() {
        here().removeAttribute(PERSON);
        here().setAttribute(LEFT, true);
    }

    /** Whether the person signed out here: then nobody signs them in again without being asked. */
    public boolean hasLeft() {
        return here().getAttribute(LEFT) != null
                || remembers(VaadinRequest.getCurrent().getCookies());
    }

    /** The same, for a request that is not the pane's. */
    boolean hasLeft(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(LEFT) != null || remembers(request.getCookies());
    }

    private static WrappedSession here() {
        return VaadinSession.getCurrent().getSession();
    }
}
