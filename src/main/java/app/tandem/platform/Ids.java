package app.tandem.platform;

import java.util.UUID;

/** Where new ids come from; tests replace it. */
public interface Ids {

    /** A new id; time-ordered where the platform can. */
    UUID next();

    /** Unguessable text for states, tickets and client states: 32 random bytes, base64url. */
    String secret();
}
