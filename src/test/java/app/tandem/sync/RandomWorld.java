package app.tandem.sync;

import app.tandem.crm.Candidates;
import app.tandem.crm.Candidates.Account;
import app.tandem.crm.Candidates.Case;
import app.tandem.crm.Candidates.Opportunity;
import app.tandem.crm.Candidates.Person;
import app.tandem.crm.Candidates.PersonType;
import app.tandem.crm.OrgProfile;
import app.tandem.item.Address;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailBody;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.mailbox.Identity;
import app.tandem.safehtml.MailText;
import app.tandem.settings.AddressRules;
import app.tandem.settings.AutoSave;
import app.tandem.settings.FileRules;
import app.tandem.settings.LinkRules;
import app.tandem.settings.MailSettings;
import app.tandem.settings.TextRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Anything that mailbox, org and settings may come up with; every text of a message carries the canary. */
final class RandomWorld {

    static final String CANARY = "kanarie";

    private static final String[] ADDRESSES = {
        "mia@north.example",
        "m.berg@north.example",
        "tom@north.example",
        "new@north.example",
        "ada-kanarie@client.example",
        "bob@client.example",
        "cy@client.example",
        "jo@freemail.example",
        "x@spam.example",
        "kanarie",
        "lee@lead.example",
        "dot..kanarie@client.example"
    };
    private static final String[] CATEGORIES = {
        "Salesforce", "salesforce", "Sync Error", "Status: Tracked successfully.", "Status: No related records found",
        "Status: Mine", "Red", "Blue", "Zebra", "Salesforce Unsync"
    };
    private static final String[] SUBJECTS = {
        "kanarie", "", "Case 00001026 kanarie", "😀kanarie\uD800", "kanarie\u0000\r\n", "k".repeat(300) + "kanarie"
    };
    private static final String[] TEXTS = {
        "",
        "kanarie text",
        "https://x.example/0065000000Gv7qJAAR kanarie",
        "😀".repeat(200) + "kanarie",
        "https://x.example/0015000000Gv7qJ and https://x.example/0065000000Gv7qJAAR"
    };
    private static final String[] NAMES = {
        "kanarie.pdf",
        null,
        "",
        "image001.png",
        "../kanarie.exe",
        "kanarie\u202E.txt",
        "k".repeat(400) + ".docx",
        "KANARIE.PDF"
    };
    private static final String[] TYPES = {
        "application/pdf", null, "image/png", "text/calendar", "nonsense", "message/rfc822"
    };
    private static final String[] CIDS = {"pic@x", "other@x", "image001.png@01D9ABCD.12345678"};
    private static final String LONG = "word 😀 kanarie ".repeat(12_000);

    final Random random;

    RandomWorld(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    Instant instant() {
        return Instant.ofEpochSecond(1_770_000_000L + random.nextInt(5) * 3_600L);
    }

    private Instant maybe() {
        return chance(8) ? null : chance(50) ? Instant.MIN.plusSeconds(random.nextInt(9)) : instant();
    }

    private Address address() {
        return new Address(one(ADDRESSES), chance(2) ? "Kanarie Name" : null);
    }

    private List<Address> addresses(int most) {
        List<Address> list = new ArrayList<>();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            list.add(address());
        }
        return list;
    }

    Mail mail(int number) {
        List<String> categories = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            categories.add(one(CATEGORIES));
        }
        return new Mail(
                new ItemId("item" + number),
                one(MailFolder.values()),
                "etag",
                chance(4) ? null : "<" + CANARY + number + "@x>",
                chance(4) ? null : "conversation" + random.nextInt(2),
                one(SUBJECTS),
                chance(9) ? null : address(),
                chance(3) ? null : address(),
                addresses(chance(200) ? 300 : 3),
                addresses(2),
                addresses(1),
                maybe(),
                maybe(),
                chance(12),
                chance(12),
                chance(2),
                categories);
    }

    AgreedMail agreed() {
        return switch (random.nextInt(6)) {
            case 0 -> new AgreedMail(List.of(new RecordRef("Task", "00T1")), false, random.nextBoolean());
            case 1 -> new AgreedMail(List.of(), true, true);
            case 2 -> new AgreedMail(List.of(), false, false);
            default -> null;
        };
    }

    MailContext context() {
        Map<String, List<SavedParent>> conversations = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            if (chance(2)) {
                conversations.put(
                        "conversation" + i,
                        List.of(new SavedParent(instant(), links()), new SavedParent(instant(), links())));
            }
        }
        AddressRules addresses = new AddressRules(
                Set.of("north.example"),
                Set.of("spam.example", "bob@client.example"),
                Set.of("freemail.example"),
                chance(6));
        LinkRules rules = new LinkRules(!chance(3), chance(4));
        TextRules text = new TextRules(chance(6), chance(3), false);
        boolean guarded = !chance(4);
        FileRules files = new FileRules(
                chance(5) ? Set.of("pdf", "eml") : Set.of(),
                Set.of("exe"),
                1_000_000,
                Map.of("png", 100L),
                chance(4),
                !chance(4));
        MailSettings settings = new MailSettings(addresses, rules, text, files, guarded, AutoSave.OFF);
        return new MailContext(
                new Identity(Set.of(ADDRESSES[0], ADDRESSES[1]), ZoneId.of("UTC")),
                Set.of(ADDRESSES[2]),
                settings,
                "box",
                conversations);
    }

    private Decision.Links links() {
        return switch (random.nextInt(4)) {
            case 0 -> Decision.Links.NONE;
            case 1 -> new Decision.Links(List.of(new RecordRef("Lead", "00Qp")), null, null);
            case 2 ->
                new Decision.Links(List.of(new RecordRef("Contact", "003p")), new RecordRef("Case", "500p"), null);
            default ->
                new Decision.Links(List.of(), new RecordRef("Account", "001p"), new RecordRef("Account", "001p"));
        };
    }

    MailText text() {
        String text = chance(2_000) ? LONG : one(TEXTS);
        return new MailText(chance(3) ? null : "<div><p>" + text + "</p><b>&amp;</b></div>", text);
    }

    MailContent content() {
        List<Attachment> attachments = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            String link = chance(2) ? "https://drive.example/1" : null;
            attachments.add(new Attachment(
                    new AttachmentId("a" + n),
                    one(Attachment.Kind.values()),
                    one(NAMES),
                    one(TYPES),
                    random.nextInt(chance(3) ? 200 : 1_200_000),
                    chance(2),
                    chance(3) ? null : one(CIDS),
                    link));
        }
        return new MailContent(new MailBody(true, "<img src='cid:pic@x'>"), attachments);
    }

    Candidates found() {
        List<Person> people = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            people.add(new Person(
                    "00" + random.nextInt(9) + n,
                    one(PersonType.values()),
                    new HashSet<>(List.of(one(ADDRESSES), one(ADDRESSES))),
                    chance(3) ? null : "001" + random.nextInt(2),
                    chance(2) ? "005me" : null,
                    chance(2) ? LocalDate.ofEpochDay(20_000 + random.nextInt(2)) : null,
                    instant()));
        }
        List<Account> accounts = new ArrayList<>();
        List<Opportunity> opportunities = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            accounts.add(new Account(
                    "001" + n, chance(2) ? "client.example" : "lead.example", chance(2) ? "005me" : null, instant()));
            opportunities.add(new Opportunity(
                    "006" + n,
                    "001" + random.nextInt(2),
                    chance(3) ? null : "005me",
                    Set.of("00" + random.nextInt(9) + "1"),
                    instant()));
        }
        return new Candidates(
                people,
                accounts,
                opportunities,
                chance(2)
                        ? Map.of("00001026", new Case("500C", "00001026", chance(2) ? null : "001C", null))
                        : Map.of(),
                chance(2)
                        ? Map.of("0065000000Gv7qJAAR", new RecordRef(chance(4) ? "Contact" : "Opportunity", "006L"))
                        : Map.of());
    }

    /** An org with fields missing here and there, and texts of any length. */
    OrgProfile profile() {
        OrgProfile whole = Given.profile(chance(2), !chance(3), chance(2));
        Map<String, Map<String, OrgProfile.Field>> fields = new HashMap<>();
        whole.fields().forEach((object, all) -> {
            Map<String, OrgProfile.Field> some = new HashMap<>(all);
            some.keySet().removeIf(name -> chance(25));
            some.replaceAll((name, field) -> name.matches("Description|TextBody|HtmlBody") && chance(3)
                    ? new OrgProfile.Field(100 + random.nextInt(2_000), false)
                    : field);
            fields.put(object, some);
        });
        return new OrgProfile(
                "005me",
                whole.zone(),
                whole.emailMessages(),
                whole.sharedActivities(),
                !chance(5),
                !chance(3),
                500_000,
                "Completed",
                fields);
    }
}
