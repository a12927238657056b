package app.tandem.sidebar.access;

import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.platform.Installation;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The session as scripts of our own pages see it, and the way in without a window (office-notes 7). */
@RestController
class SessionDoor {

    private static final String BEARER = "Bearer ";

    /**
     * What a script needs before it changes anything or asks Outlook for a token.
     *
     * @param header the name of the header that carries {@code token}
     * @param token guards against forged requests; other sites cannot read this answer
     * @param client ours in Entra ID
     * @param scope of our own API
     */
    record Door(boolean signedIn, String header, String token, String client, String authority, String scope) {}

    private final PaneSession session;
    private final NestedTokens tokens;
    private final Users users;
    private final Connections connections;
    private final Installation.Entra entra;

    SessionDoor(
            PaneSession session, NestedTokens tokens, Users users, Connections connections, Installation installation) {
        this.session = session;
        this.tokens = tokens;
        this.users = users;
        this.connections = connections;
        this.entra = installation.entra();
    }

    @GetMapping("/office/session")
    ResponseEntity<Door> look(HttpServletRequest request, HttpServletResponse response, CsrfToken token) {
        boolean signedIn = session.user(request).isPresent();
        if (signedIn) {
            session.forgetLeaving(request, response);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Door(
                        signedIn,
                        token.getHeaderName(),
                        token.getToken(),
                        entra.clientId(),
                        entra.browserBase() + "/" + entra.tenant(),
                        tokens.scope()));
    }

    /** The pane's person has signed out: remembered by the browser, so that no command signs them in again. */
    @PostMapping("/office/leave")
    ResponseEntity<Void> leave(HttpServletResponse response) {
        session.leave(response);
        return ResponseEntity.noContent().build();
    }

    /**
     * Signs in whom the token names, if exactly one user of ours has that mailbox: 204, else 404; 401 for a token that
     * proves nothing, 403 for who is switched off (admin A-182), 409 where somebody signed out at this browser and nobody
     * asked to be signed in again (pane U-32). The token is used here once and kept nowhere.
     *
     * @param asked whether the person pressed a button for it
     */
    @PostMapping("/office/session")
    ResponseEntity<Void> enter(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestParam(defaultValue = "false") boolean asked,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!asked && session.hasLeft(request)) {
            return ResponseEntity.status(HttpStatus.CONFLICT).build();
        }
        if (!authorization.startsWith(BEARER)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        Optional<NestedTokens.Person> person = tokens.read(authorization.substring(BEARER.length()));
        if (person.isEmpty()) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        List<User> known =
                users.byMailbox(person.get().directory(), person.get().object());
        if (known.size() != 1) {
            return ResponseEntity.notFound().build();
        }
        if (connections.of(known.getFirst()).state() == Connection.State.SWITCHED_OFF) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        session.enter(known.getFirst(), request, response);
        return ResponseEntity.noContent().build();
    }
}
