package app.tandem.sidebar.state;

import java.io.Serial;

/** Somebody at an open pane may do nothing any more: switched off meanwhile. */
public final class SwitchedOffException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    SwitchedOffException() {
        super("switched off");
    }
}
