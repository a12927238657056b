package app.tandem.engine.pair;

import app.tandem.item.AgreedItem;
import app.tandem.item.StoredItem;
import app.tandem.journal.Pair;
import app.tandem.sync.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of several matters, sorted by what is to be done. */
final class Plan {

    /** A matter and its step. */
    record Planned<S extends Step>(Matter matter, S step) {}

    final List<Planned<Step.CreateRecord>> records = new ArrayList<>();
    final List<Planned<Step.CreateItem>> items = new ArrayList<>();
    final List<Planned<Step.Merge>> merges = new ArrayList<>();
    final List<Planned<Step.Drop>> drops = new ArrayList<>();
    final List<Planned<Step>> deletions = new ArrayList<>();
    final List<Pair> rests = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();
    private final Ends ends;

    Plan(Ends ends) {
        this.ends = ends;
    }

    void add(Matter matter, Step step) {
        switch (step) {
            case Step.CreateRecord create -> records.add(new Planned<>(matter, create));
            case Step.CreateItem create -> items.add(new Planned<>(matter, create));
            case Step.Merge merge -> merges.add(new Planned<>(matter, merge));
            case Step.Drop drop -> drops.add(new Planned<>(matter, drop));
            case Step.DeleteRecord delete -> deletions.add(new Planned<>(matter, delete));
            case Step.DeleteItem delete -> deletions.add(new Planned<>(matter, delete));
            case Step.Rest rest -> rest(matter, rest);
            case Step.Forget forget -> forget(matter);
            case Step.Look look -> throw new IllegalStateException("both sides were looked at");
        }
    }

    private void forget(Matter matter) {
        if (matter.known()) {
            forgotten.add(matter.pair().key());
        }
    }

    private void rest(Matter matter, Step.Rest rest) {
        Pair now = matter.pair()
                .with(
                        side(matter.item(), matter.pair().mailbox()),
                        side(matter.record(), matter.pair().crm()))
                .settled(rest.reason(), ends.book().now());
        if (!now.equals(matter.pair())) {
            rests.add(now);
        }
    }

    private @Nullable AgreedItem side(Optional<StoredItem> seen, @Nullable AgreedItem agreed) {
        return seen.map(ends::agreed).orElse(agreed);
    }
}
