package app.tandem.account;

/**
 * A user's standing is another one: state, switches or what is broken. Published on every node once it is committed,
 * whichever node did it; for what a node keeps in memory. A node that has lost its connection misses some.
 */
public record StandingChanged(TenantId tenant, UserId user) {}
