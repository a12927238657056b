package app.tandem.sidebar.access;

import app.tandem.account.TenantId;
import app.tandem.account.Tickets;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.Users;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is signed in at this browser's session, in the pane and in commands without a pane. The session holds two ids, no
 * token (design.md section 7).
 */
@Component
public class PaneSession {

    private static final String PERSON = Person.class.getName();
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

    PaneSession(Tickets tickets, Users users) {
        this.tickets = tickets;
        this.users = users;
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

    /**
     * Takes over a finished sign-in. The session gets a new id, so that an id known before is worth nothing.
     *
     * @return whether the code was good
     */
    public boolean enter(String code, String nonce) {
        Optional<User> user = tickets.redeem(code, nonce);
        user.ifPresent(this::enter);
        return user.isPresent();
    }

    private void enter(User user) {
        VaadinService.reinitializeSession(VaadinRequest.getCurrent());
        here().setAttribute(PERSON, Person.of(user));
        here().removeAttribute(LEFT);
    }

    /** Signs this user in, whom Entra ID named to us; the session gets a new id. */
    void enter(User user, HttpServletRequest request) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(PERSON, Person.of(user));
        session.removeAttribute(LEFT);
    }

    /** Forgets who was signed in here; what is kept on the server stays (pane U-32). */
    public void leave() {
        here().removeAttribute(PERSON);
        here().setAttribute(LEFT, true);
    }

    /** Whether the person signed out here: then nobody signs them in again without being asked. */
    public boolean hasLeft() {
        return here().getAttribute(LEFT) != null;
    }

    private static WrappedSession here() {
        return VaadinSession.getCurrent().getSession();
    }
}
