package app.tandem.sync;

import app.tandem.crm.Candidates;
import app.tandem.crm.Candidates.Person;
import app.tandem.crm.Candidates.PersonType;
import app.tandem.crm.OrgProfile;
import app.tandem.item.Address;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.mailbox.Identity;
import app.tandem.mailbox.MailChange;
import app.tandem.settings.AddressRules;
import app.tandem.settings.AutoSave;
import app.tandem.settings.FileRules;
import app.tandem.settings.LinkRules;
import app.tandem.settings.MailSettings;
import app.tandem.settings.TextRules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cast of the planner's tests: one mailbox, its company, an org, and messages in between. */
final class Given {

    static final String ME = "mia@north.example";
    static final String ALIAS = "m.berg@north.example";
    static final String COLLEAGUE = "tom@north.example";
    static final String CUSTOMER = "ada@client.example";
    static final String USER = "005000000000001AAA";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Given() {}

    static MailSettings settings() {
        return settings(
                new LinkRules(true, false),
                TextRules.WHOLE,
                new FileRules(Set.of(), Set.of("exe"), 25_000_000L, Map.of(), false, true));
    }

    static MailSettings settings(LinkRules links) {
        return settings(links, settings().text(), settings().files());
    }

    static MailSettings settings(TextRules text) {
        return settings(settings().links(), text, settings().files());
    }

    static MailSettings settings(FileRules files) {
        return settings(settings().links(), settings().text(), files);
    }

    private static MailSettings settings(LinkRules links, TextRules text, FileRules files) {
        AddressRules addresses = new AddressRules(
                Set.of("north.example"),
                Set.of("spam.example", "bob@client.example"),
                Set.of("freemail.example"),
                false);
        return new MailSettings(addresses, links, text, files, true, AutoSave.OFF);
    }

    static MailContext context(MailSettings settings) {
        return new MailContext(
                new Identity(Set.of(ME, ALIAS), ZoneId.of("Europe/Oslo")),
                Set.of(COLLEAGUE),
                settings,
                "mailbox-1",
                Map.of());
    }

    static MailContext context(Map<String, List<SavedParent>> conversations) {
        MailContext plain = context(settings());
        return new MailContext(plain.me(), plain.colleagues(), plain.settings(), plain.mailbox(), conversations);
    }

    static MailPlanner planner() {
        return new MailPlanner(context(settings()));
    }

    /** From the customer to me, in the Inbox, without categories. */
    static Mail received() {
        return mail(MailFolder.INBOX, CUSTOMER, ME);
    }

    static Mail mail(MailFolder folder, String from, String... to) {
        return new Mail(
                new ItemId("item-1"),
                folder,
                "etag-1",
                "<1@client.example>",
                "conversation-1",
                "Price list",
                address(from),
                address(from),
                Arrays.stream(to).map(Given::address).toList(),
                List.of(),
                List.of(),
                NOON,
                NOON,
                false,
                false,
                false,
                List.of());
    }

    static Address address(String address) {
        return new Address(address, null);
    }

    static Mail with(Mail mail, String... categories) {
        return new Mail(
                mail.id(),
                mail.folder(),
                mail.etag(),
                mail.messageId(),
                mail.conversationId(),
                mail.subject(),
                mail.from(),
                mail.sender(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.received(),
                mail.sent(),
                mail.draft(),
                mail.service(),
                mail.hasAttachments(),
                List.of(categories));
    }

    static Mail in(Mail mail, MailFolder folder) {
        return new Mail(
                mail.id(),
                folder,
                mail.etag(),
                mail.messageId(),
                mail.conversationId(),
                mail.subject(),
                mail.from(),
                mail.sender(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.received(),
                mail.sent(),
                mail.draft(),
                mail.service(),
                mail.hasAttachments(),
                mail.categories());
    }

    static Mail about(Mail mail, String subject) {
        return new Mail(
                mail.id(),
                mail.folder(),
                mail.etag(),
                mail.messageId(),
                mail.conversationId(),
                subject,
                mail.from(),
                mail.sender(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.received(),
                mail.sent(),
                mail.draft(),
                mail.service(),
                mail.hasAttachments(),
                mail.categories());
    }

    static Mail flagged(Mail mail, boolean draft, boolean service) {
        return new Mail(
                mail.id(),
                mail.folder(),
                mail.etag(),
                mail.messageId(),
                mail.conversationId(),
                mail.subject(),
                mail.from(),
                mail.sender(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.received(),
                mail.sent(),
                draft,
                service,
                mail.hasAttachments(),
                mail.categories());
    }

    static Mail keyed(Mail mail, String id, String messageId, Instant sent) {
        return new Mail(
                new ItemId(id),
                mail.folder(),
                mail.etag(),
                messageId,
                mail.conversationId(),
                mail.subject(),
                mail.from(),
                mail.sender(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.received(),
                sent,
                mail.draft(),
                mail.service(),
                mail.hasAttachments(),
                mail.categories());
    }

    static Mail copied(Mail mail, String... cc) {
        return new Mail(
                mail.id(),
                mail.folder(),
                mail.etag(),
                mail.messageId(),
                mail.conversationId(),
                mail.subject(),
                mail.from(),
                mail.sender(),
                mail.to(),
                Arrays.stream(cc).map(Given::address).toList(),
                mail.bcc(),
                mail.received(),
                mail.sent(),
                mail.draft(),
                mail.service(),
                mail.hasAttachments(),
                mail.categories());
    }

    /** The message once the mailbox has carried out a change. */
    static Mail after(Mail mail, MailChange change) {
        Mail moved = change.moveTo() == null ? mail : in(mail, change.moveTo());
        return change.categories() == null
                ? moved
                : with(moved, change.categories().toArray(String[]::new));
    }

    static Triage.Candidate candidate(MailPlanner planner, Mail mail) {
        return (Triage.Candidate) planner.triage(in(mail, MailFolder.MARKER), null);
    }

    static Person contact(String id, String account, String... addresses) {
        return new Person(id, PersonType.CONTACT, Set.of(addresses), account, USER, null, NOON);
    }

    static Person lead(String id, String... addresses) {
        return new Person(id, PersonType.LEAD, Set.of(addresses), null, USER, null, NOON);
    }

    static Candidates people(Person... people) {
        return new Candidates(List.of(people), List.of(), List.of(), Map.of(), Map.of());
    }

    static OrgProfile tasks() {
        return profile(false, true, false);
    }

    static OrgProfile emails() {
        return profile(true, true, true);
    }

    static OrgProfile profile(boolean emailMessages, boolean packageInstalled, boolean shared) {
        Map<String, OrgProfile.Field> task = fields(
                "Subject 255 Status 255 TaskSubtype 40 OwnerId 18 ActivityDate 0 WhoId 18 WhatId 18 Description 32000");
        Map<String, OrgProfile.Field> email = fields(
                "Subject 3000 Status 40 Incoming 0 IsClientManaged 0 MessageDate 0"
                        + " MessageIdentifier 765 ThreadIdentifier 765 RelatedToId 18 FromAddress 1000 FromName 1000 FromId 18 ToIds 0"
                        + " CcIds 0 BccIds 0 ToAddress 4000 CcAddress 4000 BccAddress 4000 TextBody 131072 HtmlBody 131072 ContentDocumentIds 0");
        if (shared) {
            task.putAll(fields("TaskWhoIds 0"));
        }
        if (packageInstalled) {
            task.putAll(
                    fields(
                            "tandem__InternetMessageId__c 255 tandem__MessageKey__c 64 tandem__SendDate__c 0 tandem__Sent__c 0"
                                    + " tandem__IsOutbound__c 0 tandem__IsInternal__c 0 tandem__IsCreatedBySync__c 0"
                                    + " tandem__CreatedByProduct__c 0 tandem__ThreadId__c 255 tandem__From__c 255 tandem__Direction__c 255"));
            email.putAll(fields("tandem__MessageKey__c 64 tandem__IsCreatedBySync__c 0 tandem__IsOutbound__c 0"
                    + " tandem__IsInternal__c 0 tandem__ThreadId__c 255"));
        }
        return new OrgProfile(
                USER,
                ZoneId.of("America/Los_Angeles"),
                emailMessages,
                shared,
                true,
                true,
                5_000_000L,
                "Completed",
                Map.of("Task", task, "EmailMessage", email));
    }

    private static Map<String, OrgProfile.Field> fields(String namesAndLengths) {
        Map<String, OrgProfile.Field> fields = new HashMap<>();
        String[] words = namesAndLengths.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            fields.put(words[i], new OrgProfile.Field(Integer.parseInt(words[i + 1]), false));
        }
        return fields;
    }
}
