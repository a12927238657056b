package app.tandem.account;

/** What a user may do beyond the own account. */
public enum Role {
    USER,
    ADMIN
}
