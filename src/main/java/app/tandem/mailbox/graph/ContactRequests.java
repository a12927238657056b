package app.tandem.mailbox.graph;

import com.google.gson.JsonObject;
import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.ContactFolder;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.contactfolders.item.contacts.ContactsRequestBuilder;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the requests about contacts, by the SDK's builders; as {@link Requests} does for mail. What is written is JSON already, since
 * {@link Contacts} reads and writes by the same tables.
 */
final class ContactRequests {

    private static final String[] CONTACT = Stream.concat(
                    Contacts.PROPERTIES.stream(), Stream.of("categories", "lastModifiedDateTime", "parentFolderId"))
            .toArray(String[]::new);

    /** What no delta brings along and no answer to a write repeats (graph-notes 3, 8). */
    private static final String[] EXTENDED = {"singleValueExtendedProperties($filter=" + anyOf(Contacts.EXTENDED) + ")"
    };

    private final GraphServiceClient graph;

    ContactRequests(GraphServiceClient graph) {
        this.graph = graph;
    }

    private static String anyOf(Set<String> ids) {
        return ids.stream().map(id -> "id eq '" + id + "'").collect(Collectors.joining(" or "));
    }

    /** The folders of that name: one or none. */
    Call foldersNamed(Line line, String name) {
        return Call.of(user(line).contactFolders().toGetRequestInformation(c -> {
            c.queryParameters.select = new String[] {"id", "displayName"};
            c.queryParameters.filter = "displayName eq '" + quoted(name) + "'";
        }));
    }

    Call createFolder(Line line, String name) {
        ContactFolder folder = new ContactFolder();
        folder.setDisplayName(name);
        return Call.of(user(line).contactFolders().toPostRequestInformation(folder));
    }

    /** Who changed: the time of a change changes with every one. What they look like is read by their ids. */
    Call delta(Line line, String folder) {
        return Call.of(in(line, folder)
                .delta()
                .toGetRequestInformation(c -> c.queryParameters.select = new String[] {"lastModifiedDateTime"}));
    }

    /** A contact, whichever folder it lies in. */
    Call contact(Line line, String id) {
        return Call.of(user(line).contacts().byContactId(id).toGetRequestInformation(c -> {
            c.queryParameters.select = CONTACT;
            c.queryParameters.expand = EXTENDED;
        }));
    }

    /** Contacts of the folder that carry the key; its copies carry it too. */
    Call withKey(Line line, String folder, String key) {
        return listed(
                line,
                folder,
                "singleValueExtendedProperties/Any(ep: ep/id eq '" + Contacts.KEY + "' and ep/value eq '" + quoted(key)
                        + "')");
    }

    /** Contacts of the folder that have the address. */
    Call withAddress(Line line, String folder, String address) {
        return listed(line, folder, "emailAddresses/any(a:a/address eq '" + quoted(address) + "')");
    }

    private Call listed(Line line, String folder, String filter) {
        return Call.of(in(line, folder).toGetRequestInformation(c -> {
            c.queryParameters.select = CONTACT;
            c.queryParameters.expand = EXTENDED;
            c.queryParameters.filter = filter;
        }));
    }

    Call create(Line line, String folder, JsonObject contact) {
        return Call.of(in(line, folder).toPostRequestInformation(new Contact())).with(contact);
    }

    Call change(Line line, String id, JsonObject change, String etag) {
        return Call.of(user(line)
                        .contacts()
                        .byContactId(id)
                        .toPatchRequestInformation(new Contact(), c -> c.headers.add("If-Match", etag)))
                .with(change);
    }

    Call delete(Line line, String id, String etag) {
        return Call.of(
                user(line).contacts().byContactId(id).toDeleteRequestInformation(c -> c.headers.add("If-Match", etag)));
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    private ContactsRequestBuilder in(Line line, String folder) {
        return user(line).contactFolders().byContactFolderId(folder).contacts();
    }

    private UserItemRequestBuilder user(Line line) {
        return graph.users().byUserId(line.mailbox());
    }
}
