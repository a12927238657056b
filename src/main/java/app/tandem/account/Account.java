package app.tandem.account;

import java.time.Instant;

/** A user with role and standing, for pages. */
public record Account(User user, String signInName, Role role, Standing standing, Instant since) {}
