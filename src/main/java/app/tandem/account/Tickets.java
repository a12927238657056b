package app.tandem.account;

import java.util.Optional;

/**
 * One-time codes by which a sign-in in a window of its own is handed over to the pane that opened it (design.md section
 * 7): used once, 60 seconds, worth nothing without the nonce of that pane.
 */
public interface Tickets {

    /** A pane is there whose nonce this is, for a day from now. */
    void expect(String nonce);

    /** Whether a pane of ours has made this nonce and no code was traded for it yet. */
    boolean isExpected(String nonce);

    /** A new code for that user, bound to the nonce of the pane that waits. */
    String issue(TenantId tenant, UserId user, String nonce);

    /** Whose code this is; it is used up whatever the answer. Empty when unknown, used, expired or of another pane. */
    Optional<User> redeem(String code, String nonce);
}
