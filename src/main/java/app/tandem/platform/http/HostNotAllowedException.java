package app.tandem.platform.http;

import org.jspecify.annotations.Nullable;

/** An address from outside named a host that may not be called. */
public final class HostNotAllowedException extends RuntimeException {

    HostNotAllowedException(@Nullable String host) {
        super("host not allowed: " + host);
    }
}
