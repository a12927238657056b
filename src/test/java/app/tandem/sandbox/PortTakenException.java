package app.tandem.sandbox;

import java.util.List;

/** Somebody else listens on ports the sandbox was told to use. */
public final class PortTakenException extends RuntimeException {

    PortTakenException(List<String> taken) {
        super("These ports are taken by another program:\n  " + String.join("\n  ", taken));
    }
}
