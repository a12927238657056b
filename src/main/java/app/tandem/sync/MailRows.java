package app.tandem.sync;

import app.tandem.crm.OrgProfile;
import app.tandem.crm.Row;
import app.tandem.item.Address;
import app.tandem.item.AttachmentId;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.matching.AddressBook;
import app.tandem.matching.Participants;
import app.tandem.safehtml.Characters;
import app.tandem.safehtml.Embedded;
import app.tandem.safehtml.MailText;
import app.tandem.settings.TextRules;
import app.tandem.sync.Triage.Direction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the record of a message: a completed Task, or an EmailMessage where the org has Enhanced Email (sync E-2). */
final class MailRows {

    static final String TASK = "Task";
    static final String EMAIL = "EmailMessage";

    /** The files that a mail is created with. */
    static final String FILES = "ContentDocumentIds";

    /** The thread-id field of the package (sync S-32). */
    static final String THREAD_ID = "tandem__ThreadId__c";

    /** People that one activity may relate to. */
    static final int MOST_PEOPLE = 50;

    private final AddressBook book;
    private final TextRules rules;

    MailRows(AddressBook book, TextRules rules) {
        this.book = book;
        this.rules = rules;
    }

    Row of(
            Triage.Candidate candidate,
            Decision.Links links,
            MailText text,
            List<? extends AttachmentPlan> attachments,
            Map<AttachmentId, StoredPicture> pictures,
            OrgProfile profile) {
        FieldValues values = new FieldValues(profile.emailMessages() ? EMAIL : TASK, profile);
        packageFields(values, candidate);
        List<String> notes = Notes.of(attachments, pictures.keySet());
        MailText kept = rules.noBodies() ? new MailText(null, "") : placed(text, attachments, pictures);
        if (profile.emailMessages()) {
            new EmailFields(values, candidate, links, book, profile.userId()).fill(subject(candidate), kept, notes);
            values.put(
                    FILES,
                    pictures.values().stream()
                            .map(StoredPicture::document)
                            .distinct()
                            .toList());
            return new Row(EMAIL, values.toMap(), candidate.key().hash());
        }
        task(values, candidate, links, profile);
        String reference = values.has("tandem__MessageKey__c")
                ? ""
                : "Ref: " + candidate.key().hash().substring(0, 16);
        Description description = new Description(candidate, profile.zone(), values.length("Subject"));
        values.put("Description", description.write(kept.text(), notes, reference, values.length("Description")));
        return new Row(TASK, values.toMap(), candidate.key().hash());
    }

    /** The text with its pictures where they are stored, else with their descriptions (sync E-4). */
    private static MailText placed(
            MailText text, List<? extends AttachmentPlan> attachments, Map<AttachmentId, StoredPicture> pictures) {
        if (text.html() == null) {
            return text;
        }
        Map<String, String> addresses = new HashMap<>();
        for (AttachmentPlan plan : attachments) {
            StoredPicture picture = pictures.get(plan.attachment().id());
            String contentId = plan.attachment().contentId();
            if (picture != null && contentId != null) {
                addresses.put(Embedded.contentId(contentId), picture.address());
            }
        }
        return new MailText(Embedded.placed(text.html(), addresses), text.text());
    }

    /** Sync E-3, P-3, L-16. */
    private void task(FieldValues values, Triage.Candidate candidate, Decision.Links links, OrgProfile profile) {
        values.line("Subject", subject(candidate));
        values.line("Status", candidate.wording().field("Status").orElse(profile.closedTaskStatus()));
        values.line("Priority", candidate.wording().field("Priority").orElse(null));
        values.put("TaskSubtype", "Email");
        values.put("OwnerId", profile.userId());
        Instant when = when(candidate);
        values.put(
                "ActivityDate",
                when == null ? null : when.atZone(profile.zone()).toLocalDate());
        if (!links.who().isEmpty()) {
            List<String> people = links.who().stream()
                    .map(RecordRef::id)
                    .distinct()
                    .limit(MOST_PEOPLE)
                    .toList();
            boolean several = profile.sharedActivities() && people.size() > 1 && values.has("TaskWhoIds");
            values.put(several ? "TaskWhoIds" : "WhoId", several ? people : people.getFirst());
        }
        RecordRef what = businessRecord(links);
        values.put("WhatId", what == null ? null : what.id());
    }

    /** Beside a Lead there is nothing else (sync L-19). */
    static @Nullable RecordRef businessRecord(Decision.Links links) {
        boolean lead = !links.who().isEmpty() && links.who().getFirst().type().equals("Lead");
        return lead ? null : links.what();
    }

    /** Sync Q-1; what the org does not have is skipped. */
    private void packageFields(FieldValues values, Triage.Candidate candidate) {
        Mail mail = candidate.mail();
        boolean outbound = candidate.direction() == Direction.OUTBOUND;
        values.whole("tandem__InternetMessageId__c", candidate.key().messageId());
        values.whole("tandem__MessageKey__c", candidate.key().hash());
        values.time("tandem__SendDate__c", when(candidate));
        values.put("tandem__Sent__c", outbound);
        values.put("tandem__IsOutbound__c", outbound);
        values.put("tandem__IsInternal__c", Participants.areInternal(mail, book));
        values.put("tandem__IsCreatedBySync__c", true);
        values.put("tandem__CreatedByProduct__c", true);
        values.whole(THREAD_ID, mail.conversationId());
        values.whole("tandem__From__c", author(mail));
        values.put("tandem__Direction__c", outbound ? "Outbound" : "Inbound");
    }

    private static @Nullable String author(Mail mail) {
        Address author = mail.from() != null ? mail.from() : mail.sender();
        return author == null ? null : author.address();
    }

    /** What the person wrote stands as it was written (sync E-23). */
    private String subject(Triage.Candidate candidate) {
        Optional<String> written = candidate.wording().field("Subject").map(Characters::line);
        if (written.isPresent() && !written.get().isEmpty()) {
            return written.get();
        }
        String subject = Characters.line(candidate.mail().subject());
        String shown = subject.isEmpty() ? "(no subject)" : subject;
        if (!rules.directionInSubject()) {
            return shown;
        }
        return (candidate.direction() == Direction.OUTBOUND ? "Out: " : "In: ") + shown;
    }

    /** When it was sent or received; a time that Salesforce cannot store is none. */
    static @Nullable Instant when(Triage.Candidate candidate) {
        Instant when = MailTriage.when(candidate.mail(), candidate.direction());
        if (FieldValues.isDate(when)) {
            return when;
        }
        Instant other = candidate.direction() == Direction.OUTBOUND
                ? candidate.mail().received()
                : candidate.mail().sent();
        return FieldValues.isDate(other) ? other : null;
    }
}
