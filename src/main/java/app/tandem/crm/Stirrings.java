package app.tandem.crm;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells that records of a kind were touched, for all users of an org at once. A hint for who looks properly, nothing more. Every
 * method throws the platform's remote failure when the conversation cannot go on.
 */
public interface Stirrings {

    /**
     * A record that was created, changed or deleted.
     *
     * @param owner id of its owner in the CRM
     * @param mark how the version of a record begins that knows of this touch
     */
    record Touched(String id, String owner, String mark, boolean deleted) {}

    /**
     * What a look found.
     *
     * @param records newest first; of very many the newest
     * @param position where to go on, by the clock of the CRM; null while there are no records at all
     */
    record Found(List<Touched> records, @Nullable Instant position) {}

    /** Those of these users of the CRM who see everybody's records. One call. */
    Set<String> seeEverything(Collection<String> users);

    /**
     * What was touched since then and shortly before, so that what came late is met too. One call, two without a position.
     *
     * @param owners whose records; empty for everybody's
     * @param position of the look before; null for the first
     */
    Found since(@Nullable Instant position, Collection<String> owners);
}
