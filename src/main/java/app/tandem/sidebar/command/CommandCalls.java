package app.tandem.sidebar.command;

import app.tandem.account.User;
import app.tandem.platform.Bug;
import app.tandem.sidebar.access.PaneSession;
import app.tandem.sidebar.office.Snapshot;
import app.tandem.sidebar.words.Troubles;
import app.tandem.sidebar.words.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What commands ask for: by the session's person, with the token that guards against forged requests, and an item that the
 * browser describes as it does for the pane.
 */
@RestController
class CommandCalls {

    private static final Logger log = LoggerFactory.getLogger(CommandCalls.class);

    private final PaneSession session;
    private final QuickSave quickSave;

    CommandCalls(PaneSession session, QuickSave quickSave) {
        this.session = session;
        this.quickSave = quickSave;
    }

    /** Saves the described mail (pane U-167). */
    @PostMapping(path = "/office/save", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Said> save(@RequestBody String item, HttpServletRequest request) {
        return answer(item, request, quickSave::save);
    }

    /** How the described mail stands. */
    @PostMapping(path = "/office/look", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Said> look(@RequestBody String item, HttpServletRequest request) {
        return answer(item, request, quickSave::look);
    }

    private ResponseEntity<Said> answer(
            String item, HttpServletRequest request, BiFunction<User, Snapshot, Said> command) {
        Optional<Snapshot> snapshot = Snapshot.of(item);
        if (snapshot.isEmpty()) {
            return ResponseEntity.status(HttpStatus.BAD_REQUEST).build();
        }
        Words words = new Words(
                snapshot.get().client().locale(), snapshot.get().client().zone());
        Optional<User> user = session.user(request);
        if (user.isEmpty()) {
            return ResponseEntity.ok(new Said(Said.State.SIGNED_OUT, words.of("quick.signed-out")));
        }
        try {
            return ResponseEntity.ok(command.apply(user.get(), snapshot.get()));
        } catch (RuntimeException e) {
            log.warn("a command failed: {}", Bug.in(e));
            return ResponseEntity.ok(new Said(Said.State.REFUSED, Troubles.of(e, words)));
        }
    }
}
