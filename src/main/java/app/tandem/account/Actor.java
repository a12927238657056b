package app.tandem.account;

import org.jspecify.annotations.Nullable;

/** Who caused a transition (admin A-191). */
public record Actor(Kind kind, @Nullable UserId user) {

    /** What sort of somebody. */
    public enum Kind {
        USER,
        ADMIN,
        SYSTEM
    }

    /** The service itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null);

    /** A person acting for the own account. */
    public static Actor user(UserId user) {
        return new Actor(Kind.USER, user);
    }

    /** An administrator of the tenant. */
    public static Actor admin(UserId user) {
        return new Actor(Kind.ADMIN, user);
    }
}
