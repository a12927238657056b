package app.tandem.engine;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.FileRef;
import app.tandem.mailbox.Mailbox;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens files in the order they were announced, and reads small ones ahead, twenty in one request. No more than one such
 * share is held in memory; a file that is opened again, or that could not be read ahead, is opened on its own.
 */
final class FilesAhead {

    /** Larger ones gain nothing from sharing a request. */
    private static final long SMALL = 256 * 1024;

    private static final int SHARE = 20;
    private static final long SHARED_BYTES = 3 * 1024 * 1024;

    private final Mailbox mailbox;
    private final Map<FileRef, Attachment> announced = new LinkedHashMap<>();
    private final Map<FileRef, ReadOutcome<byte[]>> ahead = new HashMap<>();

    FilesAhead(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** This file will be opened after those that were announced before. */
    void announce(ItemId item, Attachment file) {
        if (file.kind() == Attachment.Kind.FILE && file.size() <= SMALL) {
            announced.put(new FileRef(item, file.id()), file);
        }
    }

    /** The bytes; the caller closes. A mailbox that asks for patience harms this file and not the whole conversation. */
    InputStream open(ItemId item, Attachment file) throws IOException {
        try {
            return opened(item, file);
        } catch (Sides.Broken broken) {
            if (broken.failure() instanceof RemoteFailure.Throttled throttled) {
                throw new RemoteFailureException(throttled);
            }
            throw broken;
        }
    }

    private InputStream opened(ItemId item, Attachment file) throws IOException {
        FileRef ref = new FileRef(item, file.id());
        if (announced.containsKey(ref)) {
            readFrom(ref);
        }
        return switch (ahead.remove(ref)) {
            case ReadOutcome.Found<byte[]>(byte[] bytes) -> new ByteArrayInputStream(bytes);
            case ReadOutcome.Later<byte[]>(String code, var until)
            when until != null -> throw new RemoteFailureException(new RemoteFailure.Throttled(code, until));
            case null, default ->
                mailbox.open(item, file).orElseThrow(() -> new FileNotFoundException("the attachment is gone"));
        };
    }

    private void readFrom(FileRef first) {
        List<FileRef> share = share(first);
        announced.keySet().removeAll(share);
        ahead.clear();
        if (share.size() > 1) {
            ahead.putAll(mailbox.readFiles(share));
        }
    }

    private List<FileRef> share(FileRef first) {
        List<FileRef> share = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<FileRef, Attachment> next : announced.entrySet()) {
            boolean isDue = !share.isEmpty() || next.getKey().equals(first);
            bytes += isDue ? next.getValue().size() : 0;
            if (share.size() == SHARE || bytes > SHARED_BYTES) {
                break;
            }
            if (isDue) {
                share.add(next.getKey());
            }
        }
        return share;
    }
}
