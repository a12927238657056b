package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import app.tandem.journal.BrakeBook;
import app.tandem.journal.Lease;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What was asked and answered of deletions, as a rehearsal finds it; what it would note is not noted. */
record UnsavedBrakes(BrakeBook book) implements BrakeBook {

    @Override
    public List<Question> open(TenantId tenant, UserId user) {
        return book.open(tenant, user);
    }

    @Override
    public boolean answer(TenantId tenant, UserId user, Question question, Answer answer) {
        throw new UnsupportedOperationException("nobody answers in a rehearsal");
    }

    @Override
    public List<Held> held(TenantId tenant, UserId user, ItemKind kind) {
        return book.held(tenant, user, kind);
    }

    @Override
    public void hold(Lease lease, ItemKind kind, Side side, Collection<String> keys, int among, Instant now) {
        // The pairs say that they are held.
    }

    @Override
    public void settle(Lease lease, ItemKind kind, Collection<String> keys) {
        // They are asked about until a session settles them.
    }

    @Override
    public int gone(TenantId tenant, UserId user, ItemKind kind, Instant since) {
        return book.gone(tenant, user, kind, since);
    }

    @Override
    public void going(Lease lease, ItemKind kind, int amount, Instant now) {
        // Nothing goes.
    }
}
