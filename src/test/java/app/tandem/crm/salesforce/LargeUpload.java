package app.tandem.crm.salesforce;

import app.tandem.crm.Crm;
import app.tandem.crm.FileUpload;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** Run in a process of its own with a small heap: stores one file of 35 MB and says what the heap went through. */
final class LargeUpload {

    static final int SIZE = 35 * 1024 * 1024;

    private LargeUpload() {}

    /** @param args address, org id, user id, session id, task id */
    public static void main(String[] args) {
        SalesforceTestbed bed = SalesforceTestbed.with(args[3], URI.create(args[0]));
        Crm crm = bed.crms(() -> SalesforceTestbed.NOW).open(SalesforceTestbed.user(args[1], args[2], "somebody"));
        FileUpload file = new FileUpload(
                new RecordRef("Task", args[4]),
                "large.bin",
                "application/octet-stream",
                SIZE,
                LargeUpload::bytes,
                List.of(),
                "a".repeat(64));
        WriteOutcome outcome = crm.attach(List.of(file)).getFirst();
        Runtime heap = Runtime.getRuntime();
        System.out.println("35 MB file: " + outcome.getClass().getSimpleName() + " in a heap of "
                + heap.maxMemory() / 1024 / 1024 + " MB");
        System.exit(outcome instanceof WriteOutcome.Done ? 0 : 1);
    }

    private static InputStream bytes() {
        return new InputStream() {
            private int left = SIZE;

            @Override
            public int read() {
                return left-- > 0 ? 7 : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int some = Math.min(left, length);
                java.util.Arrays.fill(bytes, from, from + some, (byte) 7);
                left -= some;
                return some;
            }
        };
    }
}
