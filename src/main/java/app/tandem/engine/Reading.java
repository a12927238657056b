package app.tandem.engine;

import app.tandem.crm.OrgProfile;
import app.tandem.item.ItemId;
import app.tandem.item.MailContent;
import app.tandem.safehtml.MailTexts;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is to be saved, a few messages at a time, and keeps only what will be stored: bodies may be large. */
final class Reading {

    private static final int SHARE = 20;

    private final Conversation conversation;
    private final MailPlanner planner;
    private final OrgProfile profile;

    Reading(Conversation conversation, MailPlanner planner, OrgProfile profile) {
        this.conversation = conversation;
        this.planner = planner;
        this.profile = profile;
    }

    /** The candidates that still exist, read. */
    List<Prepared> read(List<Triage.Candidate> candidates) {
        List<Prepared> prepared = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += SHARE) {
            prepared.addAll(readShare(candidates.subList(from, Math.min(from + SHARE, candidates.size()))));
        }
        return prepared;
    }

    private List<Prepared> readShare(List<Triage.Candidate> share) {
        Set<ItemId> ids = new HashSet<>();
        share.forEach(candidate -> ids.add(candidate.mail().id()));
        Map<ItemId, MailContent> contents = conversation.mailbox().read(ids);
        List<Prepared> prepared = new ArrayList<>();
        for (Triage.Candidate candidate : share) {
            MailContent content = contents.get(candidate.mail().id());
            if (content != null) {
                prepared.add(new Prepared(
                        candidate, MailTexts.of(content.body()), planner.attachments(candidate, content, profile)));
            }
        }
        return prepared;
    }
}
