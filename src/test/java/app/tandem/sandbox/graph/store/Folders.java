package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mailbox's folder tree; guarded by the mailbox's lock. */
public final class Folders {

    private final Mailbox mailbox;
    private final Map<Long, Folder> byNumber = new HashMap<>();
    private final Map<String, Folder> wellKnown = new HashMap<>();
    private final ChangeLog log = new ChangeLog();
    private final Folder root;

    Folders(Mailbox mailbox) {
        this.mailbox = mailbox;
        this.root = standard("msgfolderroot", "Top of Information Store", null, false);
        standard("inbox", "Inbox", root, false);
        standard("drafts", "Drafts", root, false);
        standard("sentitems", "Sent Items", root, false);
        standard("deleteditems", "Deleted Items", root, false);
        standard("junkemail", "Junk Email", root, false);
        standard("outbox", "Outbox", root, false);
        standard("archive", "Archive", root, false);
        standard("conversationhistory", "Conversation History", root, false);
        Folder issues = standard("syncissues", "Sync Issues", root, true);
        standard("conflicts", "Conflicts", issues, true);
        standard("localfailures", "Local Failures", issues, true);
        standard("serverfailures", "Server Failures", issues, true);
        standard("searchfolders", "Finder", null, true);
        standard("recoverableitemsdeletions", "Deletions", null, true);
    }

    /** The folder all others that people see lie in. */
    public Folder root() {
        return root;
    }

    /** What happened to folders. */
    public ChangeLog log() {
        return log;
    }

    /** The folder of a well-known name that every mailbox has. */
    public Folder wellKnown(String name) {
        Folder folder = wellKnown.get(name);
        if (folder == null) {
            throw Problem.folderNotFound();
        }
        return folder;
    }

    /** The folder of a number, if it is still there. */
    public @Nullable Folder byNumber(long number) {
        return byNumber.get(number);
    }

    /** The folder of an id or a well-known name; refused as Graph does. */
    public Folder find(String idOrName) {
        Folder known = wellKnown.get(idOrName.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (List.of("clutter", "scheduled").contains(idOrName.toLowerCase(Locale.ROOT))) {
            throw Problem.folderNotFound();
        }
        Ids.Ref ref = mailbox.ids().decode(idOrName);
        Folder folder = ref.kind() == Ids.Kind.FOLDER ? byNumber.get(ref.item()) : null;
        if (ref.kind() != Ids.Kind.FOLDER) {
            throw Problem.idMalformed();
        }
        if (folder == null) {
            throw Problem.itemNotFound();
        }
        return folder;
    }

    /** A new folder; 409 when its name is taken. */
    public Folder create(Folder parent, String name, boolean hidden) {
        refuseTaken(parent, name, null);
        Folder folder = new Folder(mailbox.newNumber(), null, name, hidden);
        hang(folder, parent);
        log.add(ChangeLog.Kind.CREATED, folder.number(), 0);
        return folder;
    }

    /** Gives a folder another name. */
    public void rename(Folder folder, String name) {
        refuseStandard(folder);
        refuseTaken(folder.parent, name, folder);
        folder.displayName = name;
        touch(folder);
    }

    /** Something about a folder changed. */
    public void touch(Folder folder) {
        log.add(ChangeLog.Kind.UPDATED, folder.number(), 0);
    }

    /** Moves a folder with all that is in it; ids stay. */
    public void move(Folder folder, Folder destination) {
        refuseStandard(folder);
        if (destination.within(folder)) {
            throw Problem.bad("ErrorMoveCopyFailed", "The move or copy operation failed.");
        }
        refuseTaken(destination, folder.displayName, folder);
        unhang(folder);
        hang(folder, destination);
        touch(folder);
    }

    /** Deletes a folder as people do: to Deleted Items, and from there for good. */
    public void delete(Folder folder) {
        Folder deleted = wellKnown("deleteditems");
        refuseStandard(folder);
        if (folder.within(deleted)) {
            purge(folder);
        } else {
            folder.displayName = free(deleted, folder.displayName);
            move(folder, deleted);
        }
    }

    /** Deletes a folder and everything in it for good. */
    public void purge(Folder folder) {
        refuseStandard(folder);
        List.copyOf(folder.children).forEach(this::purge);
        List.copyOf(folder.messages).forEach(mailbox::purge);
        unhang(folder);
        byNumber.remove(folder.number());
        log.add(ChangeLog.Kind.REMOVED, folder.number(), 0);
    }

    /** All folders below the root that people can see or ask for, parents first. */
    public List<Folder> all(boolean withHidden) {
        List<Folder> all = new ArrayList<>();
        collect(root, withHidden, all);
        return all;
    }

    private static void collect(Folder from, boolean withHidden, List<Folder> into) {
        for (Folder child : from.children) {
            if (withHidden || !child.hidden()) {
                into.add(child);
                collect(child, withHidden, into);
            }
        }
    }

    private Folder standard(String name, String shown, @Nullable Folder parent, boolean hidden) {
        Folder folder = new Folder(mailbox.newNumber(), name, shown, hidden);
        wellKnown.put(name, folder);
        hang(folder, parent);
        return folder;
    }

    private void hang(Folder folder, @Nullable Folder parent) {
        byNumber.put(folder.number(), folder);
        folder.parent = parent;
        if (parent != null) {
            parent.children.add(folder);
        }
    }

    private static void unhang(Folder folder) {
        if (folder.parent != null) {
            folder.parent.children.remove(folder);
        }
    }

    private static String free(Folder parent, String name) {
        String free = name;
        for (int i = 1; taken(parent, free); i++) {
            free = name + i;
        }
        return free;
    }

    private static boolean taken(Folder parent, String name) {
        return parent.children.stream().anyMatch(child -> child.displayName.equalsIgnoreCase(name));
    }

    private static void refuseTaken(@Nullable Folder parent, String name, @Nullable Folder self) {
        boolean taken = parent != null
                && parent.children.stream()
                        .anyMatch(child -> child != self && child.displayName.equalsIgnoreCase(name));
        if (taken) {
            throw Problem.of(
                    409,
                    "ErrorFolderExists",
                    "A folder with the specified name already exists., Could not create folder '" + name + "'.");
        }
    }

    private static void refuseStandard(Folder folder) {
        if (folder.wellKnown() != null) {
            throw Problem.of(
                    403,
                    "ErrorDeleteDistinguishedFolder",
                    "The folder is a distinguished folder and cannot be changed.");
        }
    }
}
