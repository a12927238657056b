package app.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.Candidates;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.Row;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.mailbox.MailChange;
import app.tandem.safehtml.MailText;
import app.tandem.safehtml.MailTexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two hundred thousand random messages through the whole planner. A failure prints its seed and its number; the same
 * seed gives the same run: {@code -Dtandem.seed=… -Dtandem.cases=…}.
 */
@DisplayName("What holds for every message")
class MailPlannerPropertiesTest {

    /** Every way a case can go; a run that misses one proves nothing about it. */
    private static final List<String> WAYS = List.of(
            "sync E-8",
            "sync E-40",
            "sync E-12",
            "sync E-41",
            "sync E-42",
            "sync E-1",
            "sync M-11",
            "FOLDER",
            "CATEGORY",
            "INBOUND",
            "OUTBOUND",
            "sync D-1",
            "sync E-49",
            "sync U-8",
            "sync E-15",
            "sync E-48",
            "sync L-12",
            "Task",
            "EmailMessage",
            "lead",
            "several people",
            "cut",
            "Ref",
            "Save",
            "Skip INLINE",
            "Skip SIGNATURE",
            "Skip EXTENSION",
            "Skip MAX_SIZE",
            "Skip MIN_SIZE",
            "Skip NO_FILES",
            "Skip NO_LINK",
            "Link",
            "numbered",
            "moved to SENT",
            "moved to INBOX",
            "refused in place",
            "left alone and cleaned",
            "without Message-ID");

    private final Map<String, Integer> seen = new TreeMap<>();
    private RandomWorld world = new RandomWorld(0);

    @Test
    @DisplayName(
            "200,000 cases: no wish lost, same plan in any order, no content in reasons, no value too long, finished once")
    void everyMessage() {
        long seed = Long.getLong("tandem.seed", 20261122L);
        int cases = Integer.getInteger("tandem.cases", 200_000);
        System.out.println("everyMessage: -Dtandem.seed=" + seed + " -Dtandem.cases=" + cases);
        world = new RandomWorld(seed);
        for (int i = 0; i < cases; i++) {
            try {
                oneMessage(i);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("case " + i + " of seed " + seed, e);
            }
        }
        System.out.println("everyMessage: " + seen);
        assertThat(seen.keySet()).containsAll(WAYS);
    }

    private void saw(String way) {
        seen.merge(way, 1, Integer::sum);
    }

    private void oneMessage(int number) {
        MailContext context = world.context();
        MailPlanner planner = new MailPlanner(context);
        Mail mail = world.mail(number);
        AgreedMail agreed = world.agreed();
        Triage triage = planner.triage(mail, agreed);
        require(triage.equals(planner.triage(mail, agreed)), "the same answer twice");
        noWishIsLost(mail, agreed, triage);
        switch (triage) {
            case Triage.Leave leave -> {
                saw(leave.reason().rule());
                discreet(leave.reason());
                leave.change().ifPresent(change -> {
                    onlyOurMarks(mail, change);
                    require(change.moveTo() == null, "left alone stays");
                });
            }
            case Triage.Finish finish -> {
                saw(finish.reason().rule());
                finish.change().ifPresent(change -> onlyOurMarks(mail, change));
            }
            case Triage.Candidate candidate -> plan(planner, context, candidate);
        }
    }

    /** Sync E-42: who asks in a folder that is read is answered; who does not ask is not saved. */
    private static void noWishIsLost(Mail mail, AgreedMail agreed, Triage triage) {
        boolean read = mail.folder() != MailFolder.OTHER && !mail.draft() && !mail.service();
        boolean folder = mail.folder() == MailFolder.MARKER;
        boolean category = mail.categories().stream().anyMatch("Salesforce"::equalsIgnoreCase);
        boolean known =
                agreed != null && !agreed.tombstone() && !agreed.records().isEmpty();
        if (triage instanceof Triage.Candidate candidate) {
            require(read && (folder || category) && !known, "saved unasked");
            require((candidate.trigger() == Triage.Trigger.FOLDER) == folder, "the folder comes first");
        } else if (read && folder) {
            require(known, "a wish by folder is lost");
        } else if (read && category && !known) {
            String rule = ((Triage.Leave) triage).reason().rule();
            require(rule.equals("sync M-11") || rule.equals("sync E-1"), "a wish by category is lost");
        }
    }

    private void plan(MailPlanner planner, MailContext context, Triage.Candidate candidate) {
        saw(candidate.trigger().name());
        saw(candidate.direction().name());
        if (candidate.key().messageId() == null) {
            saw("without Message-ID");
        }
        MailText text = world.text();
        Candidates found = world.found();
        OrgProfile profile = world.profile();
        searchKnowsNoOrder(planner, candidate, text);
        RecordRef saved = world.chance(12) ? new RecordRef("Task", "00T9") : null;
        Decision decision = planner.decide(candidate, saved, text, found, profile);
        require(decision.equals(planner.decide(candidate, saved, text, shuffled(found), profile)), "order matters");
        Reason reason = switch (decision) {
            case Decision.Save save -> {
                save(planner, context, candidate, save.links(), text, found, profile);
                yield save.reason();
            }
            case Decision.Adopt adopt -> adopt.reason();
            case Decision.Refuse refuse -> refuse.reason();
        };
        saw(reason.rule());
        discreet(reason);
        finishedOnce(planner, candidate, reason, !(decision instanceof Decision.Refuse));
    }

    private void searchKnowsNoOrder(MailPlanner planner, Triage.Candidate candidate, MailText text) {
        Triage.Candidate other = Given.candidate(planner, Given.about(Given.received(), "Case 00001027"));
        Map<ItemId, MailText> texts = new HashMap<>(Map.of(candidate.mail().id(), text));
        LinkSearch one = planner.search(List.of(candidate, other), texts);
        LinkSearch two = planner.search(List.of(other, candidate), texts);
        require(one.toString().equals(two.toString()), "the search depends on order");
        require(
                one.addresses().stream()
                        .noneMatch(Set.of("mia@north.example", "bob@client.example", "x@spam.example")::contains),
                "searched for somebody blocked");
        require(!one.domains().contains("freemail.example"), "searched for a free-mail domain");
    }

    private void save(
            MailPlanner planner,
            MailContext context,
            Triage.Candidate candidate,
            Decision.Links links,
            MailText text,
            Candidates found,
            OrgProfile profile) {
        require(!links.isEmpty() || context.settings().links().saveWithoutRecords(), "saved without a record");
        nobodyBlockedIsLinked(links, found);
        List<AttachmentPlan> plans = planner.attachments(
                candidate, world.content(), MailTexts.of(world.content().body()), profile);
        files(plans);
        Row row = planner.row(candidate, links, text, plans, profile);
        require(row.equals(planner.row(candidate, links, text, plans, profile)), "another row for the same message");
        require(row.attemptKey().equals(candidate.key().hash()), "the attempt key is the message's key");
        saw(row.type());
        row.fields().forEach((name, value) -> value(profile, row.type(), name, value));
        boolean lead = !links.who().isEmpty() && links.who().getFirst().type().equals("Lead");
        if (lead) {
            saw("lead");
            require(
                    !row.fields().containsKey("WhatId") && !row.fields().containsKey("RelatedToId"),
                    "a Lead stands alone");
            require(links.who().size() == 1, "one Lead");
        }
        if (links.who().size() > 1) {
            saw("several people");
        }
        reference(row, profile);
    }

    private void reference(Row row, OrgProfile profile) {
        boolean keyed = profile.field(row.type(), "tandem__MessageKey__c").isPresent();
        if (row.type().equals("Task") && !keyed && row.fields().get("Description") instanceof String description) {
            saw("Ref");
            require(
                    description.endsWith("Ref: " + row.attemptKey().substring(0, 16)),
                    "the reference is the last line");
        }
    }

    private void value(OrgProfile profile, String type, String name, Object value) {
        OrgProfile.Field field =
                profile.field(type, name).orElseThrow(() -> new AssertionError(name + " may not be written"));
        if (value instanceof String text) {
            require(field.length() == 0 || text.length() <= field.length(), name + " is too long");
            require(
                    text.codePoints()
                            .allMatch(c -> c == 9
                                    || c == 10
                                    || c >= 32 && (c < 0xD800 || c > 0xDFFF) && (c & 0xFFFE) != 0xFFFE),
                    name + " is not XML");
            if (text.contains("cut here")) {
                saw("cut");
            }
        }
    }

    private static void nobodyBlockedIsLinked(Decision.Links links, Candidates found) {
        links.byAddress()
                .keySet()
                .forEach(address -> require(
                        !Set.of("mia@north.example", "m.berg@north.example", "bob@client.example", "x@spam.example")
                                .contains(address),
                        "blocked or own address linked"));
        for (RecordRef who : links.who()) {
            boolean byAddress = links.byAddress().containsValue(who);
            boolean inherited = who.id().endsWith("p");
            require(byAddress || inherited, "linked for no reason");
            require(
                    inherited
                            || found.people().stream()
                                    .anyMatch(person -> person.id().equals(who.id())),
                    "invented");
        }
    }

    private void files(List<AttachmentPlan> plans) {
        Set<String> names = new HashSet<>();
        for (AttachmentPlan plan : plans) {
            switch (plan) {
                case AttachmentPlan.Save save -> {
                    saw("Save");
                    String name = save.fileName();
                    require(names.add(name.toLowerCase(Locale.ROOT)), "a name twice");
                    require(
                            !name.isBlank() && name.length() <= 255 && !name.matches("(?s).*[/\\\\\\p{Cntrl}\u202E].*"),
                            "unsafe " + name);
                    if (name.contains(" (2)")) {
                        saw("numbered");
                    }
                }
                case AttachmentPlan.Skip skip -> {
                    saw("Skip " + skip.reason().code());
                    discreet(skip.reason());
                }
                case AttachmentPlan.Link link -> saw("Link");
                case AttachmentPlan.Show show -> {
                    saw("Show");
                    require(names.add(show.fileName().toLowerCase(Locale.ROOT)), "a name twice");
                }
            }
        }
    }

    /** Finishing twice writes once; only what is saved moves; foreign categories stay in order (sync M-6). */
    private void finishedOnce(MailPlanner planner, Triage.Candidate candidate, Reason reason, boolean saved) {
        Mail mail = candidate.mail();
        Optional<MailChange> change = planner.finish(mail, reason, saved);
        Mail after = change.map(written -> Given.after(mail, written)).orElse(mail);
        change.ifPresent(written -> onlyOurMarks(mail, written));
        require(planner.finish(after, reason, saved).isEmpty(), "finished twice");
        require(saved || after.folder() == mail.folder(), "a refused message moved");
        require(!saved || after.folder() != MailFolder.MARKER, "a saved message stayed in the folder");
        require(saved != after.categories().stream().anyMatch("Sync Error"::equalsIgnoreCase), "the error tells");
        require(
                after.categories().stream()
                                .filter(name -> name.startsWith("Status: "))
                                .distinct()
                                .count()
                        == 1,
                "one status");
        saw(saved ? "moved to " + after.folder() : "refused in place");
        Mail withdrawn = Given.with(
                after,
                after.categories().stream()
                        .filter(name -> !name.equalsIgnoreCase("Salesforce"))
                        .toArray(String[]::new));
        if (!saved && withdrawn.folder() != MailFolder.MARKER) {
            Triage.Leave leave = (Triage.Leave) planner.triage(withdrawn, null);
            require(leave.change().isPresent(), "a withdrawn wish takes its error off");
            saw("left alone and cleaned");
        }
    }

    private static void onlyOurMarks(Mail mail, MailChange change) {
        require(change.id().equals(mail.id()) && change.etag().equals(mail.etag()), "of this version");
        if (change.categories() != null) {
            require(foreign(change.categories()).equals(foreign(mail.categories())), "foreign categories changed");
            List<String> added = new ArrayList<>(change.categories());
            added.removeAll(mail.categories());
            added.forEach(name -> require(
                    name.length() <= 255 && !name.toLowerCase(Locale.ROOT).contains(RandomWorld.CANARY),
                    "content in a category"));
        }
    }

    private static List<String> foreign(List<String> categories) {
        return categories.stream()
                .filter(name -> !name.startsWith("Status: ")
                        && !Set.of("salesforce", "sync error").contains(name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static void discreet(Reason reason) {
        require(!reason.toString().toLowerCase(Locale.ROOT).contains(RandomWorld.CANARY), "content in a reason");
    }

    private Candidates shuffled(Candidates found) {
        return new Candidates(
                shuffled(found.people()),
                shuffled(found.accounts()),
                shuffled(found.opportunities()),
                found.casesByNumber(),
                found.recordsById());
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, world.random);
        return copy;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
