package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.Crm;
import app.tandem.crm.FileStorage;
import app.tandem.crm.FileUpload;
import app.tandem.crm.Row;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.Fault;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files on their way into Salesforce (sync A-1 … A-15; salesforce-notes 9). */
class SalesforceFilesTest {

    private final SandboxOrg org = new SandboxOrg();

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    void smallFilesShareCallsByBytesAndRows() {
        Crm crm = org.user(0);
        String task = task(crm);
        long before = last();
        List<FileUpload> files = IntStream.range(0, 12)
                .mapToObj(i -> file(task, "f" + i + ".bin", 2 * 1024 * 1024))
                .toList();
        assertThat(crm.attach(files)).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(operations(before).stream().filter("create"::equals)).hasSize(3);
        assertThat(org.files(task)).hasSize(12);
        before = last();
        List<FileUpload> unsized = IntStream.range(0, 150)
                .mapToObj(i -> sized(file(task, "u" + i + ".bin", 1_000 + i), -1))
                .toList();
        assertThat(crm.attach(unsized)).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(operations(before)).containsExactly("create");
    }

    @Test
    @DisplayName("large files go alone by REST, counted like any call")
    void largeFilesGoByRest() {
        Crm crm = org.user(0);
        String task = task(crm);
        FileUpload large = file(task, "gro\u00df \"quoted\".zip", 5 * 1024 * 1024);
        int observed = org.bed.observed.size();
        WriteOutcome outcome = crm.attach(List.of(large)).getFirst();
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        assertThat(org.files(task)).containsOnlyKeys("gro\u00df \"quoted\".zip");
        assertThat(org.bed.observed).as("usage of the REST call is reported").hasSizeGreaterThan(observed);
        assertThat(crm.attach(List.of(large)).getFirst())
                .isEqualTo(new WriteOutcome.Exists(((WriteOutcome.Done) outcome).id()));
        assertThat(org.files(task)).hasSize(1);
    }

    @Test
    @DisplayName("a size that was stated wrongly or not at all does no harm")
    void sizesMayBeUnknown() {
        Crm crm = org.user(0);
        String task = task(crm);
        FileUpload small = sized(file(task, "small.bin", 10), -1);
        FileUpload large = sized(file(task, "large.bin", 4 * 1024 * 1024), -1);
        FileUpload more = sized(file(task, "more.bin", 4 * 1024 * 1024), 1_000);
        assertThat(crm.attach(List.of(small, large, more))).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(org.files(task)).containsOnlyKeys("small.bin", "large.bin", "more.bin");
    }

    @Test
    @DisplayName("reliability 2.4: lost answers of both ways are settled by the same call again; no file is doubled")
    void lostFilesAreFoundAgain() {
        for (boolean keyed : List.of(true, false)) {
            org.packageInstalled(keyed);
            Crm crm = org.user(0);
            String task = task(crm);
            List<FileUpload> small = List.of(file(task, "a.txt", 20), file(task, "b.txt", 30));
            org.fault("create", new Fault.Cut(true));
            assertThat(crm.attach(small)).allMatch(WriteOutcome.Unknown.class::isInstance);
            List<FileUpload> large = List.of(file(task, "c.bin", 4 * 1024 * 1024));
            org.fault("POST /services/data/**", new Fault.Cut(true));
            assertThat(crm.attach(large)).allMatch(WriteOutcome.Unknown.class::isInstance);
            List<FileUpload> all = new ArrayList<>(small);
            all.addAll(large);
            assertThat(crm.attach(all)).as("keyed " + keyed).allMatch(WriteOutcome.Exists.class::isInstance);
            assertThat(org.files(task)).hasSize(3);
        }
    }

    @Test
    @DisplayName("without key fields, two like-named files of one mail stay two")
    void likeNamedFilesStayTwo() {
        org.packageInstalled(false);
        Crm crm = org.user(0);
        String task = task(crm);
        List<FileUpload> files =
                List.of(file(task, "image001.png", 20), bytes(task, "image001.png", "other".repeat(4)));
        assertThat(crm.attach(files)).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(crm.attach(files)).allMatch(WriteOutcome.Exists.class::isInstance);
        assertThat(org.records("ContentDocumentLink", "LinkedEntityId", task)).hasSize(2);
    }

    @Test
    @DisplayName("sync A-7, notes 9: files of an EmailMessage hang on it by links, also after a lost answer")
    void filesOfMailsAreLinked() {
        org.enhancedEmail(true);
        for (boolean keyed : List.of(true, false)) {
            org.packageInstalled(keyed);
            Crm crm = org.user(0);
            String mail = mail(crm, "m" + keyed);
            FileUpload file = upload(new RecordRef("EmailMessage", mail), "offer.pdf", new byte[keyed ? 500 : 600]);
            org.fault("create", new Fault.Cut(true));
            assertThat(crm.attach(List.of(file)).getFirst()).isInstanceOf(WriteOutcome.Unknown.class);
            assertThat(org.files(mail)).as("stored, and nowhere yet").isEmpty();
            assertThat(crm.attach(List.of(file)).getFirst())
                    .as("keyed " + keyed)
                    .isInstanceOf(WriteOutcome.Exists.class);
            assertThat(crm.attach(List.of(file)).getFirst()).isInstanceOf(WriteOutcome.Exists.class);
            assertThat(org.files(mail)).containsOnlyKeys("offer.pdf");
            assertThat(org.records("ContentDocumentLink", "LinkedEntityId", mail))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("sync A-12: at most 100 records are linked with a file, its own first")
    void linksAreBounded() {
        Crm crm = org.user(0);
        String task = task(crm);
        List<RecordRef> accounts = IntStream.range(0, 120)
                .mapToObj(i -> new RecordRef("Account", org.put("Account", Map.of("Name", "A" + i))))
                .toList();
        FileUpload one = file(task, "shared.txt", 40);
        FileUpload shared = new FileUpload(
                one.record(), one.name(), one.contentType(), one.size(), one.source(), accounts, one.attemptKey());
        assertThat(crm.attach(List.of(shared)).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        String document = (String) org.records("ContentDocumentLink", "LinkedEntityId", task)
                .getFirst()
                .get("ContentDocumentId");
        long records = org.records("ContentDocumentLink", "ContentDocumentId", document).stream()
                .filter(link -> !((String) link.get("LinkedEntityId")).startsWith("005"))
                .count();
        assertThat(records).isEqualTo(99);
    }

    @Test
    @DisplayName("sync A-1, A-3, S-86: attachments where forced, or where there are no Files")
    void attachmentsWhereForced() {
        Crm crm = org.user(0);
        String task = task(crm);
        List<FileUpload> files = List.of(file(task, "x.txt", 20), file(task, "y.bin", 4 * 1024 * 1024));
        assertThat(crm.attach(files, FileStorage.ATTACHMENTS)).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(org.records("Attachment", "ParentId", task)).hasSize(2);
        assertThat(crm.attach(files, FileStorage.ATTACHMENTS)).allMatch(WriteOutcome.Exists.class::isInstance);
        FileUpload huge = sized(file(task, "z.bin", 10), 100L * 1024 * 1024);
        assertThat(crm.attach(List.of(huge), FileStorage.ATTACHMENTS).getFirst())
                .isEqualTo(new WriteOutcome.Refused("MAXIMUM_SIZE_OF_ATTACHMENT", List.of("Body")));
        org.contentAsFiles(false);
        Crm without = org.user(0);
        assertThat(without.attach(List.of(file(task, "w.txt", 20))).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        assertThat(org.records("Attachment", "ParentId", task)).hasSize(3);
    }

    @Test
    void aSourceThatNamesATimeIsForThatTimeAndHarmsNoOther() {
        Crm crm = org.user(0);
        String task = task(crm);
        Instant until = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(crm.attach(List.of(
                        throttled(task, "small.txt", 100, until),
                        file(task, "good.txt", 20),
                        throttled(task, "large.bin", 6 * 1024 * 1024, until))))
                .containsExactly(
                        new WriteOutcome.Later("SOURCE_UNREADABLE", until),
                        new WriteOutcome.Done(idOf("good.txt"), null),
                        new WriteOutcome.Later("SOURCE_UNREADABLE", until));
    }

    private static FileUpload throttled(String task, String name, int size, Instant until) {
        FileUpload whole = file(task, name, size);
        return new FileUpload(
                whole.record(),
                name,
                whole.contentType(),
                size,
                () -> {
                    throw new RemoteFailureException(new RemoteFailure.Throttled("MailboxPace", until));
                },
                whole.links(),
                whole.attemptKey());
    }

    @Test
    void aSourceThatBreaksIsForLaterAndHarmsNoOther() {
        Crm crm = org.user(0);
        String task = task(crm);
        FileUpload good = file(task, "good.txt", 20);
        FileUpload broken = broken(task, "broken.txt", 100);
        FileUpload brokenLarge = broken(task, "broken.bin", 6 * 1024 * 1024);
        assertThat(crm.attach(List.of(broken, good, brokenLarge)))
                .containsExactly(
                        new WriteOutcome.Later("SOURCE_UNREADABLE", null),
                        new WriteOutcome.Done(idOf("good.txt"), null),
                        new WriteOutcome.Later("SOURCE_UNREADABLE", null));
        assertThat(org.files(task)).containsOnlyKeys("good.txt");
    }

    @Test
    @DisplayName("an upload that is answered before its end gives the file back: the mailbox has only four places")
    void anUploadThatBreaksOffClosesItsFile() {
        Crm crm = org.user(0);
        String task = task(crm);
        AtomicInteger open = new AtomicInteger();
        FileUpload large = counted(file(task, "large.bin", 24 * 1024 * 1024), open);
        for (Fault fault : List.of(
                new Fault.Status(503, null, null),
                new Fault.Cut(false),
                new Fault.Cut(true),
                new Fault.ExpireSession())) {
            org.fault("POST /services/data/**", fault);
            WriteOutcome outcome = crm.attach(List.of(large)).getFirst();
            assertThat(open)
                    .as("files left open after %s, which came to %s", fault, outcome)
                    .hasValue(0);
        }
        assertThat(org.files(task)).containsOnlyKeys("large.bin");
    }

    private static FileUpload counted(FileUpload file, AtomicInteger open) {
        return new FileUpload(
                file.record(),
                file.name(),
                file.contentType(),
                file.size(),
                () -> {
                    open.incrementAndGet();
                    return new FilterInputStream(file.source().open()) {
                        private final AtomicBoolean closed = new AtomicBoolean();

                        @Override
                        public void close() {
                            if (closed.compareAndSet(false, true)) {
                                open.decrementAndGet();
                            }
                        }
                    };
                },
                file.links(),
                file.attemptKey());
    }

    @Test
    void longNamesKeepTheirExtension() {
        Crm crm = org.user(0);
        String task = task(crm);
        String name = "\ud83d\ude00".repeat(200) + ".pdf";
        assertThat(crm.attach(List.of(file(task, name, 20))).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        String kept = org.files(task).keySet().iterator().next();
        assertThat(kept).endsWith(".pdf").hasSizeLessThanOrEqualTo(255);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(kept)).isTrue();
    }

    @Test
    @DisplayName("35 MB pass in a heap of 256 MB; a quarter of it is enough")
    void aLargeFilePassesInASmallHeap() throws Exception {
        Crm crm = org.user(0);
        String task = task(crm);
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeUpload.class.getName(),
                        org.address().toString(),
                        org.org.orgId,
                        org.userId(0),
                        org.bed.forCrm(org.account(0)).sessionId().reveal(),
                        task)
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        System.out.println(said.strip());
        assertThat(org.files(task)).containsOnlyKeys("large.bin");
        byte[] stored = (byte[])
                org.records("ContentVersion", "Title", "large.bin").getFirst().get("VersionData");
        assertThat(stored.length).isEqualTo(LargeUpload.SIZE);
    }

    private String idOf(String title) {
        return (String) org.records("ContentVersion", "Title", title).getFirst().get("Id");
    }

    private String task(Crm crm) {
        Row row = new Row("Task", Map.of("Subject", "files", "Status", "Completed"), "0".repeat(64));
        return ((WriteOutcome.Done) crm.create(List.of(row)).getFirst()).id();
    }

    private String mail(Crm crm, String name) {
        Row row = new Row(
                "EmailMessage",
                Map.of(
                        "Subject",
                        "mail",
                        "Status",
                        "3",
                        "Incoming",
                        true,
                        "IsClientManaged",
                        true,
                        "MessageIdentifier",
                        "<" + name + "@host.example>"),
                "0".repeat(64));
        return ((WriteOutcome.Done) crm.create(List.of(row)).getFirst()).id();
    }

    private static FileUpload file(String task, String name, int size) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) name.hashCode());
        return upload(new RecordRef("Task", task), name, bytes);
    }

    private static FileUpload bytes(String task, String name, String content) {
        return upload(new RecordRef("Task", task), name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static FileUpload upload(RecordRef record, String name, byte[] bytes) {
        String key = HexFormat.of().formatHex((record.id() + name + bytes.length).getBytes(StandardCharsets.UTF_8));
        return new FileUpload(
                record,
                name,
                "application/octet-stream",
                bytes.length,
                () -> new ByteArrayInputStream(bytes),
                List.of(),
                (key.substring(Math.max(0, key.length() - 64)) + "0".repeat(64)).substring(0, 64));
    }

    private static FileUpload sized(FileUpload file, long size) {
        return new FileUpload(
                file.record(), file.name(), file.contentType(), size, file.source(), file.links(), file.attemptKey());
    }

    private static FileUpload broken(String task, String name, int size) {
        FileUpload whole = file(task, name, size);
        return new FileUpload(
                whole.record(),
                name,
                whole.contentType(),
                size,
                () -> new InputStream() {
                    private int left = size / 2;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("the mailbox hung up");
                        }
                        return 'x';
                    }
                },
                List.of(),
                whole.attemptKey());
    }

    private List<String> operations(long since) {
        return org.calls(since).stream().map(call -> call.facts().operation()).toList();
    }

    private long last() {
        return org.calls(0).stream().mapToLong(Call::seq).max().orElse(0);
    }
}
