package app.tandem.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every CRM behind the port does; the fake and each adapter pass it. */
public abstract class CrmContract {

    /** The org behind the port, as its administrator handles it. */
    public interface Org {
        /** The org as its n-th user sees it, opened anew with nothing cached; user 0 sees everybody's records. */
        Crm user(int number);

        /** Salesforce id of the n-th user. */
        String userId(int number);

        /** Stores a record; answers its id. */
        String put(String type, Map<String, Object> fields);

        /** A field's value as text, or null. */
        @org.jspecify.annotations.Nullable
        String read(String type, String id, String field);

        /** How many records of an object there are. */
        int count(String type);

        /** Names and SHA-256 of the files linked with a record. */
        Map<String, String> files(String recordId);

        /** Enhanced Email on or off. */
        void enhancedEmail(boolean on);

        /** Our package, with its key fields, installed or not. */
        void packageInstalled(boolean installed);

        /** Files available or not. */
        void contentAsFiles(boolean on);

        /** The next call of an operation (create, delete) happens, but its answer never comes. */
        void loseNextAnswer(String operation);

        /** The n-th user changes fields of a record. */
        void change(String type, String id, int user, Map<String, Object> fields);

        /** Time passes in the org. */
        void passes(Duration time);

        /** In the next write each n-th row meets a locked record. */
        void lockRows(int every);

        /** The time of the org. */
        Instant now();
    }

    /** A fresh org with two users, package installed, Enhanced Email off, without records that this suite looks for. */
    protected abstract Org org();

    private static final String KEY = "tandem__MessageKey__c";

    @Test
    @DisplayName("sync E-2, E-3, Q-6: the profile says what may be written")
    void profileSaysWhatMayBeWritten() {
        Org org = org();
        OrgProfile profile = org.user(0).profile();
        assertThat(profile.userId()).isEqualTo(org.userId(0));
        assertThat(profile.emailMessages()).isFalse();
        assertThat(profile.files()).isTrue();
        assertThat(profile.closedTaskStatus()).isEqualTo("Completed");
        assertThat(profile.field("Task", "Subject").orElseThrow().length()).isEqualTo(255);
        assertThat(profile.field("Task", "Description").orElseThrow().length()).isEqualTo(32_000);
        assertThat(profile.field("Task", KEY).orElseThrow().length()).isEqualTo(64);
        assertThat(profile.field("Task", "TaskWhoIds")).isPresent();
        assertThat(profile.field("Task", "IsClosed")).isEmpty();
    }

    @Test
    void withoutThePackageItsFieldsAreAbsent() {
        Org org = org();
        org.packageInstalled(false);
        assertThat(org.user(0).profile().field("Task", KEY)).isEmpty();
    }

    @Test
    void enhancedEmailBringsTheEmailMessageWithItsLists() {
        Org org = org();
        org.enhancedEmail(true);
        OrgProfile profile = org.user(0).profile();
        assertThat(profile.emailMessages()).isTrue();
        assertThat(profile.field("EmailMessage", "Subject").orElseThrow().length())
                .isEqualTo(3_000);
        assertThat(profile.field("EmailMessage", "ToIds")).isPresent();
    }

    @Test
    @DisplayName("sync E-3, L-10: a completed Task is stored with its links, and owned by who saved it")
    void createdTaskCarriesItsFields() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String contact = org.put("Contact", Map.of("LastName", "Vance", "AccountId", account));
        Row row = task(
                "1",
                "Price & <terms> \u2603",
                Map.of("WhoId", contact, "WhatId", account, "Description", "a\nb \u00e4"));
        String id = done(org.user(0).create(List.of(row)).getFirst());
        assertThat(org.read("Task", id, "Subject")).isEqualTo("Price & <terms> \u2603");
        assertThat(org.read("Task", id, "Description")).isEqualTo("a\nb \u00e4");
        assertThat(org.read("Task", id, "WhoId")).isEqualTo(contact);
        assertThat(org.read("Task", id, "WhatId")).isEqualTo(account);
        assertThat(org.read("Task", id, "ActivityDate")).startsWith("2026-03-01");
        assertThat(org.read("Task", id, "OwnerId")).isEqualTo(org.userId(0));
    }

    @Test
    @DisplayName("reliability 2.4: outcomes come row by row and in order")
    void refusedRowsHarmNoOthers() {
        Org org = org();
        Row tooLong = task("2", "x".repeat(256), Map.of());
        Row deadLink = task("3", "dead link", Map.of("WhatId", "001000000000000AAA"));
        List<WriteOutcome> outcomes =
                org.user(0).create(List.of(task("1", "one", Map.of()), tooLong, deadLink, task("4", "four", Map.of())));
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Done.class);
        assertThat(outcomes.get(1)).isEqualTo(new WriteOutcome.Refused("STRING_TOO_LONG", List.of("Subject")));
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        WriteOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("INVALID_CROSS_REFERENCE_KEY"));
        assertThat(outcomes.get(3)).isInstanceOf(WriteOutcome.Done.class);
    }

    @Test
    @DisplayName("sync D-5: two users race on one message; one record results")
    void aSecondRowWithTheSameKeyExists() {
        Org org = org();
        String first =
                done(org.user(0).create(List.of(task("7", "race", Map.of()))).getFirst());
        WriteOutcome second =
                org.user(1).create(List.of(task("7", "race", Map.of()))).getFirst();
        assertThat(second).isEqualTo(new WriteOutcome.Exists(first));
        assertThat(org.count("Task")).isEqualTo(1);
    }

    @Test
    void manyRowsOfTwoObjectsKeepTheirOrder() {
        Org org = org();
        org.enhancedEmail(true);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 431; i++) {
            rows.add(i % 3 == 0 ? mail("m" + i, "mail " + i) : task("t" + i, "task " + i, Map.of()));
        }
        List<WriteOutcome> outcomes = org.user(0).create(rows);
        assertThat(outcomes).hasSize(431);
        for (int i : List.of(0, 1, 2, 198, 199, 200, 201, 333, 430)) {
            assertThat(org.read(rows.get(i).type(), done(outcomes.get(i)), "Subject"))
                    .isEqualTo(rows.get(i).fields().get("Subject"));
        }
    }

    @Test
    @DisplayName("sync D-1, D-3: a saved message is found by its key")
    void savedTaskIsFoundByItsKey() {
        Org org = org();
        String id =
                done(org.user(0).create(List.of(task("a", "saved", Map.of()))).getFirst());
        MailKey saved = new MailKey(hash("a"), "<a@host.example>");
        MailKey other = new MailKey(hash("b"), "<b'\\\"@host.example>");
        assertThat(org.user(0).findSaved(Set.of(saved, other)))
                .containsExactly(Map.entry(saved, new RecordRef("Task", id)));
    }

    @Test
    @DisplayName("sync P-2: an EmailMessage is found by MessageIdentifier, whoever wrote it")
    void savedEmailMessageIsFoundByItsIdentifier() {
        Org org = org();
        org.enhancedEmail(true);
        org.packageInstalled(false);
        Row row = mail("c'1", "quoted");
        String id = done(org.user(1).create(List.of(row)).getFirst());
        MailKey key = new MailKey(hash("c'1"), "<c'1@host.example>");
        assertThat(org.user(0).findSaved(Set.of(key)))
                .containsExactly(Map.entry(key, new RecordRef("EmailMessage", id)));
    }

    @Test
    void withoutPackageAndEnhancedEmailNothingIsFoundSaved() {
        Org org = org();
        org.packageInstalled(false);
        assertThat(org.user(0).findSaved(Set.of(new MailKey(hash("a"), "<a@host.example>"))))
                .isEmpty();
    }

    @Test
    @DisplayName("reliability 2.4: a lost answer is unknown for all rows, and each row is found again")
    void lostAnswerIsUnknownAndFoundAgain() {
        Org org = org();
        List<Row> rows = List.of(task("1", "one", Map.of()), task("2", "two", Map.of()));
        Crm crm = org.user(0);
        crm.profile();
        org.loseNextAnswer("create");
        assertThat(crm.create(rows)).allMatch(WriteOutcome.Unknown.class::isInstance);
        assertThat(org.count("Task")).isEqualTo(2);
        Map<Row, RecordRef> found = crm.lookUp(List.of(rows.get(0), rows.get(1), task("3", "three", Map.of())));
        assertThat(found).containsOnlyKeys(rows);
        assertThat(org.read("Task", found.get(rows.get(1)).id(), "Subject")).isEqualTo("two");
    }

    @Test
    @DisplayName("reliability 2.4: without key fields a row is found by its reference line")
    void withoutThePackageALostTaskIsFoundByItsReferenceLine() {
        Org org = org();
        org.packageInstalled(false);
        Row row = plainTask("1", "same subject");
        Row other = plainTask("2", "same subject");
        Crm crm = org.user(0);
        crm.profile();
        org.loseNextAnswer("create");
        assertThat(crm.create(List.of(row))).allMatch(WriteOutcome.Unknown.class::isInstance);
        assertThat(crm.lookUp(List.of(row, other))).containsOnlyKeys(row);
    }

    @Test
    void lostEmailMessageIsFoundByItsIdentifier() {
        Org org = org();
        org.enhancedEmail(true);
        org.packageInstalled(false);
        Row row = mail("x", "lost");
        Crm crm = org.user(0);
        crm.profile();
        org.loseNextAnswer("create");
        assertThat(crm.create(List.of(row))).allMatch(WriteOutcome.Unknown.class::isInstance);
        assertThat(crm.lookUp(List.of(row, mail("y", "never sent")))).containsOnlyKeys(row);
    }

    @Test
    void lockedRowsAreForLater() {
        Org org = org();
        Crm crm = org.user(0);
        crm.profile();
        org.lockRows(2);
        List<WriteOutcome> outcomes = crm.create(List.of(task("1", "one", Map.of()), task("2", "two", Map.of())));
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Done.class);
        assertThat(outcomes.get(1)).isEqualTo(new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null));
    }

    @Test
    @DisplayName("sync L-3, L-8: everybody with one of the addresses is listed, converted leads are not")
    void peopleAreFoundByAddress() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Quill & Co", "Website", "https://www.quill-co.example/en"));
        String contact = org.put(
                "Contact", Map.of("LastName", "Moss", "Email", "Ida.Moss@quill-co.example", "AccountId", account));
        String lead =
                org.put("Lead", Map.of("LastName", "Moss", "Company", "Quill", "Email", "ida.moss@quill-co.example"));
        Candidates found = org.user(0).search(addresses("ida.moss@quill-co.example", "nobody@else.example"));
        assertThat(found.people()).extracting(Candidates.Person::id).containsExactlyInAnyOrder(contact, lead);
        Candidates.Person person = found.people().stream()
                .filter(p -> p.id().equals(contact))
                .findFirst()
                .orElseThrow();
        assertThat(person.addresses()).containsExactly("ida.moss@quill-co.example");
        assertThat(person.accountId()).isEqualTo(account);
        assertThat(person.type()).isEqualTo(Candidates.PersonType.CONTACT);
        assertThat(found.accounts()).extracting(Candidates.Account::id).containsExactly(account);
        assertThat(found.accounts().getFirst().domain()).isEqualTo("quill-co.example");
    }

    @Test
    @DisplayName("pane U-170: whom somebody chose is found by id, whatever the addresses are")
    void chosenPeopleAreFoundById() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Hazel & Co"));
        String contact =
                org.put("Contact", Map.of("LastName", "Hazel", "Email", "hazel@brook.example", "AccountId", account));
        String lead = org.put("Lead", Map.of("LastName", "Hazel", "Company", "Brook"));
        org.put("Contact", Map.of("LastName", "Other", "Email", "other@brook.example"));
        LinkSearch search = new LinkSearch(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(contact, lead), false);
        Candidates found = org.user(0).search(search);
        assertThat(found.people()).extracting(Candidates.Person::id).containsExactlyInAnyOrder(contact, lead);
        assertThat(found.people())
                .filteredOn(person -> person.id().equals(contact))
                .singleElement()
                .satisfies(person -> assertThat(person.accountId()).isEqualTo(account));
    }

    @Test
    @DisplayName("sync L-20, D-3: a lost copy is not taken for its original, and the original is found first")
    void aCopyIsNotItsOriginal() {
        Org org = org();
        org.enhancedEmail(true);
        org.packageInstalled(false);
        Crm crm = org.user(0);
        Row original = mail("copied", "copied");
        Row copy = new Row(
                original.type(),
                with(original.fields(), "RelatedToId", org.put("Account", Map.of("Name", "Copied & Co"))),
                hash("attempt copy"),
                true);
        assertThat(crm.create(List.of(original))).hasOnlyElementsOfType(WriteOutcome.Done.class);
        assertThat(crm.lookUp(List.of(copy))).isEmpty();
        RecordRef first = crm.lookUp(List.of(original)).get(original);

        assertThat(crm.create(List.of(copy))).hasOnlyElementsOfType(WriteOutcome.Done.class);

        assertThat(crm.lookUp(List.of(copy)).get(copy)).isNotNull().isNotEqualTo(first);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new java.util.LinkedHashMap<>(fields);
        more.put(name, value);
        return more;
    }

    @Test
    @DisplayName("sync L-5: the domain finds an Account only where the address finds nobody")
    void domainsAreForAddressesNobodyHas() {
        Org org = org();
        String known = org.put("Account", Map.of("Name", "Elsewhere", "Website", "ferry-lane.example"));
        String byDomain =
                org.put("Account", Map.of("Name", "Tarn Mills", "Website", "HTTP://tarn-mills.example/about?x=1"));
        org.put("Account", Map.of("Name", "Not it", "Website", "https://nottarn-mills.example"));
        org.put("Contact", Map.of("LastName", "Free", "Email", "free@ferry-lane.example"));
        LinkSearch search = new LinkSearch(
                Set.of("new@tarn-mills.example", "free@ferry-lane.example"),
                Set.of("tarn-mills.example", "ferry-lane.example"),
                Set.of(),
                Set.of(),
                true);
        assertThat(org.user(0).search(search).accounts())
                .extracting(Candidates.Account::id)
                .contains(byDomain)
                .doesNotContain(known)
                .hasSize(1);
    }

    @Test
    @DisplayName("sync L-7, L-12: open Opportunities of the matched Accounts, with their contact roles")
    void opportunitiesInTheWindow() {
        Org org = org();
        LocalDate today = LocalDate.ofInstant(org.now(), ZoneOffset.UTC);
        String account = org.put("Account", Map.of("Name", "Brine Ltd"));
        String contact =
                org.put("Contact", Map.of("LastName", "Oak", "Email", "oak@brine.example", "AccountId", account));
        String open = org.put("Opportunity", opportunity("open", account, "Prospecting", today.plusDays(30)));
        org.put("Opportunity", opportunity("won", account, "Closed Won", today.plusDays(30)));
        org.put("Opportunity", opportunity("far", account, "Prospecting", today.plusDays(200)));
        org.put("Opportunity", opportunity("old", account, "Prospecting", today.minusDays(400)));
        org.put("OpportunityContactRole", Map.of("OpportunityId", open, "ContactId", contact));
        Candidates found = org.user(0).search(addresses("oak@brine.example"));
        assertThat(found.opportunities()).extracting(Candidates.Opportunity::id).containsExactly(open);
        assertThat(found.opportunities().getFirst().roleContactIds()).containsExactly(contact);
        assertThat(found.opportunities().getFirst().accountId()).isEqualTo(account);
    }

    @Test
    @DisplayName("sync L-6: linked records are found by id, in the form they were written")
    void recordsAreFoundById() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Linked"));
        String fifteen = account.substring(0, 15);
        LinkSearch search = new LinkSearch(
                Set.of(), Set.of(), Set.of(), Set.of(fifteen, "001000000000000AAA", "zzz000000000000"), false);
        assertThat(org.user(0).search(search).recordsById())
                .containsExactly(Map.entry(fifteen, new RecordRef("Account", account)));
    }

    @Test
    void nothingToSearchFindsNothing() {
        assertThat(org().user(0).search(new LinkSearch(Set.of(), Set.of(), Set.of(), Set.of(), true)))
                .isEqualTo(Candidates.none());
    }

    @Test
    @DisplayName("sync A-1, A-7: files are stored with their activity; the same file again exists")
    void filesAreStoredOnce() {
        Org org = org();
        Crm crm = org.user(0);
        String task =
                done(crm.create(List.of(task("f", "with files", Map.of()))).getFirst());
        List<FileUpload> files = List.of(
                file(task, "plan.txt", "the plan", List.of()), file(task, "\u00e4 'b'.pdf", "other bytes", List.of()));
        assertThat(crm.attach(files)).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(org.files(task))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("plan.txt", sha("the plan"), "\u00e4 'b'.pdf", sha("other bytes")));
        assertThat(crm.attach(files)).allMatch(WriteOutcome.Exists.class::isInstance);
        assertThat(org.files(task)).hasSize(2);
    }

    @Test
    @DisplayName("sync A-5, S-49, A-15: one stored file, several links")
    void oneFileMayHaveSeveralLinks() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Shared with"));
        Crm crm = org.user(0);
        String task =
                done(crm.create(List.of(task("g", "with a file", Map.of()))).getFirst());
        FileUpload file = file(task, "offer.txt", "bytes", List.of(new RecordRef("Account", account)));
        assertThat(crm.attach(List.of(file)).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        assertThat(org.files(account)).containsExactly(Map.entry("offer.txt", sha("bytes")));
    }

    @Test
    @DisplayName(
            "sync E-4: a file without a record is its owner's alone until a mail is created with it, and is stored once")
    void aFileMayWaitForItsMail() {
        Org org = org();
        org.enhancedEmail(true);
        Crm crm = org.user(1);
        FileUpload picture = picture("logo.png");
        String version = done(crm.attach(List.of(picture)).getFirst());
        assertThat(crm.attach(List.of(picture))).containsExactly(new WriteOutcome.Exists(version));
        FileTrace alone = crm.files(List.of(version)).get(version);
        assertThat(alone.holders()).isEmpty();
        assertThat(org.user(2).files(List.of(version))).isEmpty();
        Map<String, Object> fields = new java.util.HashMap<>(mail("p", "a plan").fields());
        fields.put("ContentDocumentIds", List.of(alone.whole().id()));
        String mail = done(
                crm.create(List.of(new Row("EmailMessage", fields, hash("p")))).getFirst());
        assertThat(org.files(mail)).containsExactly(Map.entry("logo.png", sha("logo.png")));
        assertThat(crm.files(List.of(version)).get(version).holders()).containsExactly(mail);
        assertThat(org.count("ContentVersion")).isEqualTo(1);
    }

    @Test
    @DisplayName("sync E-4: without the package's key too, a file that waits for its mail is stored once")
    void withoutThePackageAFileMayWaitForItsMailToo() {
        Org org = org();
        org.packageInstalled(false);
        Crm crm = org.user(0);
        String version = done(crm.attach(List.of(picture("logo.png"))).getFirst());
        assertThat(crm.attach(List.of(picture("logo.png")))).containsExactly(new WriteOutcome.Exists(version));
        assertThat(org.count("ContentVersion")).isEqualTo(1);
    }

    private static FileUpload picture(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new FileUpload(
                null, name, "image/png", -1, () -> new ByteArrayInputStream(bytes), List.of(), hash("picture " + name));
    }

    @Test
    @DisplayName("sync A-15: a stored file is linked with further records, once each, and never stored again")
    void storedFilesAreLinkedWithFurtherRecords() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Shared with"));
        Crm crm = org.user(0);
        String task = done(crm.create(List.of(task("s", "the first", Map.of()))).getFirst());
        String clone =
                done(crm.create(List.of(task("t", "a further one", Map.of()))).getFirst());
        List<FileUpload> files =
                List.of(file(task, "one.txt", "one", List.of()), file(task, "two.txt", "two", List.of()));
        List<FileLink> links = crm.attach(files).stream()
                .map(outcome -> new FileLink(
                        done(outcome), List.of(new RecordRef("Task", clone), new RecordRef("Account", account))))
                .toList();
        for (int time = 0; time < 2; time++) {
            assertThat(crm.link(links)).hasSize(2).hasOnlyElementsOfType(WriteOutcome.Exists.class);
            assertThat(org.files(clone))
                    .isEqualTo(Map.of("one.txt", sha("one"), "two.txt", sha("two")))
                    .isEqualTo(org.files(account))
                    .isEqualTo(org.files(task));
            assertThat(org.count("ContentVersion")).isEqualTo(2);
        }
        FileLink gone = new FileLink("068000000000001AAA", List.of(new RecordRef("Task", clone)));
        assertThat(crm.link(List.of(gone))).singleElement().isInstanceOf(WriteOutcome.Exists.class);
    }

    @Test
    @DisplayName("a file that cannot be read now waits, whatever its reader throws, and harms no other")
    void unreadableFilesWait() {
        Org org = org();
        Crm crm = org.user(0);
        String task =
                done(crm.create(List.of(task("h", "with files", Map.of()))).getFirst());
        FileUpload good = file(task, "good.txt", "bytes", List.of());
        FileUpload throttled = new FileUpload(
                good.record(), "away.txt", "text/plain", -1, CrmContract::throttled, List.of(), hash("away"));
        assertThat(crm.attach(List.of(throttled, good)))
                .hasExactlyElementsOfTypes(WriteOutcome.Later.class, WriteOutcome.Done.class);
        assertThat(org.files(task)).containsOnlyKeys("good.txt");
    }

    @Test
    @DisplayName("pane U-188: what is deleted is gone, and was gone for who deletes it again")
    void deletedRecordsAreGone() {
        Org org = org();
        Crm crm = org.user(0);
        List<RecordRef> tasks = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 431; i++) {
            rows.add(task("d" + i, "delete " + i, Map.of()));
        }
        crm.create(rows).forEach(outcome -> tasks.add(new RecordRef("Task", done(outcome))));

        assertThat(crm.delete(tasks)).hasSize(431).hasOnlyElementsOfType(WriteOutcome.Done.class);
        assertThat(org.count("Task")).isZero();
        assertThat(crm.trace(tasks)).isEmpty();
        RecordRef never = new RecordRef("Task", "00T000000000001AAA");
        assertThat(crm.delete(List.of(tasks.getFirst(), never)))
                .containsExactly(new WriteOutcome.Gone(), new WriteOutcome.Gone());
    }

    @Test
    @DisplayName("reliability 2.4: a deletion whose answer was lost is looked up")
    void aLostDeletionIsSeenInTheTrace() {
        Org org = org();
        Crm crm = org.user(0);
        RecordRef task = new RecordRef(
                "Task", done(crm.create(List.of(task("x", "lost", Map.of()))).getFirst()));
        org.loseNextAnswer("delete");
        assertThat(crm.delete(List.of(task)).getFirst()).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(crm.trace(List.of(task))).isEmpty();
    }

    @Test
    @DisplayName("pane U-188: who changed a record is told; files and time change nothing")
    void aTraceTellsWhoChangedWhat() {
        Org org = org();
        Crm crm = org.user(0);
        RecordRef mine = new RecordRef(
                "Task", done(crm.create(List.of(task("m", "mine", Map.of()))).getFirst()));
        RecordRef changed = new RecordRef(
                "Task",
                done(org.user(1).create(List.of(task("n", "changed", Map.of()))).getFirst()));
        org.passes(Duration.ofMinutes(5));
        crm.attach(List.of(file(mine.id(), "offer.txt", "bytes", List.of())));
        org.change("Task", changed.id(), 0, Map.of("Subject", "changed by a colleague"));

        Map<RecordRef, RecordTrace> traces = crm.trace(List.of(mine, changed));

        assertThat(traces.get(mine)).satisfies(trace -> {
            assertThat(trace.isChanged()).isFalse();
            assertThat(trace.createdBy()).isEqualTo(org.userId(0));
        });
        assertThat(traces.get(changed)).satisfies(trace -> {
            assertThat(trace.isChanged()).isTrue();
            assertThat(trace.createdBy()).isEqualTo(org.userId(1));
            assertThat(trace.changedBy()).isEqualTo(org.userId(0));
        });
    }

    @Test
    @DisplayName("pane U-188; sync E-21: the Task beside a mail is part of it, its changes and its end")
    void aMailIsTracedAndDeletedWithItsTask() {
        Org org = org();
        org.enhancedEmail(true);
        Crm crm = org.user(0);
        RecordRef mail = new RecordRef(
                "EmailMessage", done(crm.create(List.of(mail("t", "a mail"))).getFirst()));
        assertThat(crm.trace(List.of(mail)).get(mail).isChanged()).isFalse();
        assertThat(crm.delete(List.of(mail)).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        assertThat(crm.trace(List.of(mail))).isEmpty();
        assertThat(org.count("EmailMessage")).isZero();
    }

    @Test
    @DisplayName("pane U-188; sync L-21: a Task gets exactly the links it is given, several people too, and none")
    void aTaskGetsOtherLinks() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String other = org.put("Account", Map.of("Name", "Penumbra Works"));
        String contact = org.put("Contact", Map.of("LastName", "Vance", "AccountId", account));
        String second = org.put("Contact", Map.of("LastName", "Vega", "AccountId", other));
        Crm crm = org.user(0);
        RecordRef task = new RecordRef(
                "Task",
                done(crm.create(List.of(task("1", "Moved", Map.of("WhoId", contact, "WhatId", account))))
                        .getFirst()));
        RecordRef gone = new RecordRef(
                "Task", done(crm.create(List.of(task("2", "Gone", Map.of()))).getFirst()));
        crm.delete(List.of(gone));

        List<WriteOutcome> outcomes = crm.relink(List.of(
                Relink.exactly(gone, List.of(), null),
                Relink.exactly(task, people(second, contact), new RecordRef("Account", other))));
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Gone.class);
        assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Done.class);
        assertThat(org.read("Task", task.id(), "WhoId")).isEqualTo(second);
        assertThat(org.read("Task", task.id(), "WhatId")).isEqualTo(other);

        done(crm.relink(List.of(Relink.exactly(task, List.of(), null))).getFirst());
        assertThat(org.read("Task", task.id(), "WhoId")).isNull();
        assertThat(org.read("Task", task.id(), "WhatId")).isNull();
    }

    @Test
    @DisplayName(
            "sync E-21, E-22: a mail gets other links, somebody who did not receive it too, and its addresses stay")
    void aMailGetsOtherLinks() {
        Org org = org();
        org.enhancedEmail(true);
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String outsider =
                org.put("Contact", Map.of("LastName", "Vance", "AccountId", account, "Email", "v@umbra.example"));
        Crm crm = org.user(0);
        RecordRef mail = new RecordRef(
                "EmailMessage", done(crm.create(List.of(mail("r", "a mail"))).getFirst()));
        int before = org.count("EmailMessageRelation");

        Relink relink = Relink.exactly(mail, people(outsider), new RecordRef("Account", account));
        done(crm.relink(List.of(relink)).getFirst());
        assertThat(org.read("EmailMessage", mail.id(), "RelatedToId")).isEqualTo(account);
        assertThat(org.read("EmailMessage", mail.id(), "CcAddress")).isNull();
        assertThat(org.count("EmailMessageRelation")).isEqualTo(before + 1);

        done(crm.relink(List.of(relink)).getFirst());
        assertThat(org.count("EmailMessageRelation")).as("the same again").isEqualTo(before + 1);

        done(crm.relink(List.of(Relink.exactly(mail, List.of(), null))).getFirst());
        assertThat(org.read("EmailMessage", mail.id(), "RelatedToId")).isNull();
        assertThat(org.count("EmailMessageRelation")).isEqualTo(before);
        assertThat(org.read("EmailMessage", mail.id(), "FromAddress")).isEqualTo("ida@quill-co.example");
    }

    private static List<RecordRef> people(String... ids) {
        return java.util.stream.Stream.of(ids)
                .map(id -> new RecordRef("Contact", id))
                .toList();
    }

    @Test
    @DisplayName("pane U-188; sync A-15: a file tells where it hangs, outlives its activity, and goes when deleted")
    void aFileTellsWhereItHangs() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Shared with"));
        Crm crm = org.user(0);
        RecordRef task = new RecordRef(
                "Task",
                done(crm.create(List.of(task("f", "with a file", Map.of()))).getFirst()));
        String file = done(crm.attach(
                        List.of(file(task.id(), "offer.txt", "bytes", List.of(new RecordRef("Account", account)))))
                .getFirst());
        assertThat(crm.files(List.of(file)).get(file)).satisfies(trace -> {
            assertThat(trace.holders()).containsExactlyInAnyOrder(task.id(), account);
            assertThat(trace.newest()).isTrue();
        });
        crm.delete(List.of(task));
        FileTrace left = crm.files(List.of(file)).get(file);
        assertThat(left.holders()).containsExactly(account);
        assertThat(crm.delete(List.of(left.whole())).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        assertThat(crm.files(List.of(file))).isEmpty();
        assertThat(org.files(account)).isEmpty();
    }

    private static java.io.InputStream throttled() {
        throw new RemoteFailureException(new RemoteFailure.Throttled("429", Instant.EPOCH));
    }

    /** A row with the key field, as a planner makes it where the package is there. */
    protected static Row task(String key, String subject, Map<String, Object> more) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>(more);
        fields.put("Subject", subject);
        fields.put("Status", "Completed");
        fields.put("TaskSubtype", "Email");
        fields.put("ActivityDate", LocalDate.of(2026, 3, 1));
        fields.put(KEY, hash(key));
        return new Row("Task", fields, hash("attempt " + key));
    }

    /** A row without the key field: the reference line stands in the body instead. */
    protected static Row plainTask(String key, String subject) {
        String attempt = hash("attempt " + key);
        return new Row(
                "Task",
                Map.of(
                        "Subject",
                        subject,
                        "Status",
                        "Completed",
                        "ActivityDate",
                        LocalDate.of(2026, 3, 1),
                        "Description",
                        "body\n\nRef: " + attempt.substring(0, 16)),
                attempt);
    }

    /** An EmailMessage row with MessageIdentifier. */
    protected static Row mail(String key, String subject) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>();
        fields.put("Subject", subject);
        fields.put("HtmlBody", "<p>hello</p>");
        fields.put("Status", "3");
        fields.put("Incoming", true);
        fields.put("IsClientManaged", true);
        fields.put("MessageDate", Instant.parse("2026-03-01T10:00:00Z").truncatedTo(ChronoUnit.SECONDS));
        fields.put("FromAddress", "ida@quill-co.example");
        fields.put("MessageIdentifier", "<" + key + "@host.example>");
        return new Row("EmailMessage", fields, hash("attempt " + key));
    }

    /** A small file. */
    protected static FileUpload file(String task, String name, String content, List<RecordRef> links) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new FileUpload(
                new RecordRef("Task", task),
                name,
                "text/plain",
                bytes.length,
                () -> new ByteArrayInputStream(bytes),
                links,
                hash(task + name));
    }

    /** SHA-256 of a text, 64 hex digits. */
    protected static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a row that was created. */
    protected static String done(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        return ((WriteOutcome.Done) outcome).id();
    }

    private static String sha(String content) {
        return hash(content);
    }

    private static LinkSearch addresses(String... addresses) {
        return new LinkSearch(Set.of(addresses), Set.of(), Set.of(), Set.of(), true);
    }

    private static Map<String, Object> opportunity(String name, String account, String stage, LocalDate close) {
        return Map.of("Name", name, "AccountId", account, "StageName", stage, "CloseDate", close);
    }
}
