package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.ChangeLog.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mailbox's contacts and their folders; guarded by the mailbox's lock. Folders lie side by side, none in another. */
public final class Contacts {

    /** What the notifications and changes call a contact. */
    public static final String TYPE = "contact";

    private final Mailbox mailbox;
    private final ContactFolder standard;
    private final TreeMap<Long, ContactFolder> folders = new TreeMap<>();
    private final Map<Long, Contact> byNumber = new HashMap<>();
    private final Map<Long, Contact> byStay = new HashMap<>();

    Contacts(Mailbox mailbox) {
        this.mailbox = mailbox;
        this.standard = new ContactFolder(mailbox.newNumber(), "Contacts");
    }

    /** The folder that every mailbox has, and that no listing of folders shows (graph-notes 10). */
    public ContactFolder standard() {
        return standard;
    }

    /** All other folders, in the order in which they came. */
    public Collection<ContactFolder> folders() {
        return folders.values();
    }

    /** The folder of an id, or the standard one by its well-known name; refused as Graph does. */
    public ContactFolder folder(String id) {
        if (id.equalsIgnoreCase("contacts")) {
            return standard;
        }
        Ids.Ref ref = mailbox.ids().decode(id);
        if (ref.kind() != Ids.Kind.CONTACT_FOLDER) {
            throw Problem.idMalformed();
        }
        if (ref.item() == standard.number()) {
            return standard;
        }
        ContactFolder folder = folders.get(ref.item());
        if (folder == null) {
            throw Problem.itemNotFound();
        }
        return folder;
    }

    /** The contact of an id of either kind, wherever it lies; 404 when it is not, or no longer, there. */
    public Contact contact(String id) {
        Ids.Ref ref = mailbox.ids().decode(id);
        if (ref.kind() != Ids.Kind.CONTACT) {
            throw Problem.idMalformed();
        }
        Contact contact = (ref.immutable() ? byNumber : byStay).get(ref.item());
        if (contact == null) {
            throw Problem.itemNotFound();
        }
        return contact;
    }

    /** The contact of a number, if it is still there. */
    public @Nullable Contact byNumber(long number) {
        return byNumber.get(number);
    }

    /** A new folder; 409 when its name is taken. */
    public ContactFolder create(String name) {
        refuseTaken(name, null);
        ContactFolder folder = new ContactFolder(mailbox.newNumber(), name);
        folders.put(folder.number(), folder);
        return folder;
    }

    /** Gives a folder another name. */
    public void rename(ContactFolder folder, String name) {
        refuseStandard(folder);
        refuseTaken(name, folder);
        folder.displayName = name;
    }

    /** Deletes a folder with all that is in it. */
    public void delete(ContactFolder folder) {
        refuseStandard(folder);
        List.copyOf(folder.contacts()).forEach(this::purge);
        folders.remove(folder.number());
    }

    /** A contact that lies in no folder yet. */
    public Contact newContact() {
        return new Contact(mailbox.newNumber(), mailbox.now());
    }

    /** Puts a new contact into a folder. */
    public void add(Contact contact, ContactFolder folder) {
        byNumber.put(contact.number(), contact);
        enter(contact, folder);
    }

    /** A change was made to a contact. */
    public void touch(Contact contact) {
        contact.changeNumber = mailbox.nextChange();
        contact.modified = mailbox.now();
        if (contact.folder != null) {
            record(Kind.UPDATED, contact, contact.folder);
        }
    }

    /** What a person does in Outlook and no API offers: its default id changes, its immutable one does not. */
    public void move(Contact contact, ContactFolder destination) {
        leave(contact);
        contact.modified = mailbox.now();
        enter(contact, destination);
    }

    /** Deletes a contact as people do: to Deleted Items, and from there for good. */
    public void delete(Contact contact) {
        if (contact.folder == null) {
            purge(contact);
            return;
        }
        leave(contact);
        contact.changeNumber = mailbox.nextChange();
        contact.stay = mailbox.newNumber();
        byStay.put(contact.stay, contact);
    }

    /** Deletes a contact for good. */
    public void purge(Contact contact) {
        leave(contact);
        byNumber.remove(contact.number());
    }

    private void enter(Contact contact, ContactFolder folder) {
        contact.folder = folder;
        contact.stay = mailbox.newNumber();
        contact.changeNumber = mailbox.nextChange();
        byStay.put(contact.stay, contact);
        folder.byStay.put(contact.stay, contact);
        record(Kind.CREATED, contact, folder);
    }

    private void leave(Contact contact) {
        byStay.remove(contact.stay);
        ContactFolder folder = contact.folder;
        if (folder != null) {
            folder.byStay.remove(contact.stay);
            record(Kind.REMOVED, contact, folder);
        }
        contact.folder = null;
    }

    private void record(Kind kind, Contact contact, ContactFolder folder) {
        folder.log.add(kind, contact.number(), contact.stay);
        mailbox.happened(kind, folder.number(), contact.number(), contact.stay, contact.changeKey(), TYPE);
    }

    private void refuseTaken(String name, @Nullable ContactFolder self) {
        boolean taken = standard.displayName.equalsIgnoreCase(name)
                || folders.values().stream()
                        .anyMatch(folder -> folder != self && folder.displayName.equalsIgnoreCase(name));
        if (taken) {
            throw Problem.of(
                    409,
                    "ErrorFolderExists",
                    "A folder with the specified name already exists., Could not create folder '" + name + "'.");
        }
    }

    private void refuseStandard(ContactFolder folder) {
        if (folder == standard) {
            throw Problem.of(
                    403,
                    "ErrorDeleteDistinguishedFolder",
                    "The folder is a distinguished folder and cannot be changed.");
        }
    }
}
