package app.tandem.sidebar.access;

import app.tandem.account.TenantId;
import app.tandem.account.Tickets;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.Users;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who is signed in at this pane's session. The session holds two ids, no token (design.md section 7). */
@Component
public class PaneSession {

    private record Person(UUID tenant, UUID user) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private final Tickets tickets;
    private final Users users;

    PaneSession(Tickets tickets, Users users) {
        this.tickets = tickets;
        this.users = users;
    }

    /** Who is signed in; nobody when the account has gone meanwhile. */
    public Optional<User> user() {
        return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(Person.class))
                .flatMap(person -> users.find(new TenantId(person.tenant()), new UserId(person.user())));
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
        VaadinSession.getCurrent()
                .setAttribute(
                        Person.class,
                        new Person(user.tenant().value(), user.id().value()));
    }

    /** Forgets who was signed in here; what is kept on the server stays (pane U-32). */
    public void leave() {
        VaadinSession.getCurrent().setAttribute(Person.class, null);
    }
}
