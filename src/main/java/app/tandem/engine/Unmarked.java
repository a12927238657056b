package app.tandem.engine;

import app.tandem.crm.Candidates;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.journal.MailEntry;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out mail that nobody marked and the mode does not save (sync U-3), before anything of it is read: one search for all.
 * Nothing is noted of it; the pane finds the reason again when somebody asks.
 */
final class Unmarked {

    private final Conversation conversation;
    private final MailPlanner planner;

    Unmarked(Conversation conversation, MailPlanner planner) {
        this.conversation = conversation;
        this.planner = planner;
    }

    /** The candidates without those; whose saving has begun stays. */
    List<Triage.Candidate> without(List<Triage.Candidate> candidates, Map<ItemId, MailEntry> entries) {
        List<Triage.Candidate> asked = candidates.stream()
                .filter(candidate -> candidate.trigger() == Triage.Trigger.AUTO
                        && !entries.containsKey(candidate.mail().id()))
                .toList();
        if (asked.isEmpty()) {
            return candidates;
        }
        Candidates found = found(asked);
        Set<ItemId> left = new HashSet<>();
        for (Triage.Candidate candidate : asked) {
            Optional<Reason> refusal = planner.autoRefusal(candidate, found);
            refusal.ifPresent(reason -> left.add(candidate.mail().id()));
        }
        List<Triage.Candidate> rest = new ArrayList<>(candidates);
        rest.removeIf(candidate -> left.contains(candidate.mail().id()));
        return rest;
    }

    private Candidates found(List<Triage.Candidate> asked) {
        var search = planner.autoSearch(asked);
        return search.addresses().isEmpty()
                ? Candidates.none()
                : conversation.crm().search(search);
    }
}
