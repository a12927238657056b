package app.tandem.sidebar.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The session as scripts of our own pages see it. */
@RestController
class SessionDoor {

    /**
     * What a script needs before it changes anything.
     *
     * @param header the name of the header that carries {@code token}
     * @param token guards against forged requests; other sites cannot read this answer
     */
    record Door(boolean signedIn, String header, String token) {}

    private final PaneSession session;

    SessionDoor(PaneSession session) {
        this.session = session;
    }

    @GetMapping("/office/session")
    ResponseEntity<Door> look(HttpServletRequest request, CsrfToken token) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Door(session.user(request).isPresent(), token.getHeaderName(), token.getToken()));
    }
}
