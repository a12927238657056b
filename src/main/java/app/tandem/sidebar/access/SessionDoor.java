package app.tandem.sidebar.access;

import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.platform.Installation;
import jakarta.servlet.http.HttpServletRequest;
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
    private final Installation.Entra entra;

    SessionDoor(PaneSession session, NestedTokens tokens, Users users, Installation installation) {
        this.session = session;
        this.tokens = tokens;
        this.users = users;
        this.entra = installation.entra();
    }

    @GetMapping("/office/session")
    ResponseEntity<Door> look(HttpServletRequest request, CsrfToken token) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Door(
                        session.user(request).isPresent(),
                        token.getHeaderName(),
                        token.getToken(),
                        entra.clientId(),
                        entra.browserBase() + "/" + entra.tenant(),
                        tokens.scope()));
    }

    /**
     * Signs in whom the token names, if exactly one user of ours has that mailbox: 204, else 404; 401 for a token that
     * proves nothing. The token is used here once and kept nowhere.
     */
    @PostMapping("/office/session")
    ResponseEntity<Void> enter(
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization, HttpServletRequest request) {
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
        session.enter(known.getFirst(), request);
        return ResponseEntity.noContent().build();
    }
}
