package app.tandem.mailbox.graph;

import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.mailbox.FileRef;
import app.tandem.mailbox.MarkerCategory;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.CategoryColor;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.OutlookCategory;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import com.microsoft.graph.models.Subscription;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.MessageItemRequestBuilder;
import com.microsoft.graph.users.item.messages.item.move.MovePostRequestBody;
import com.microsoft.kiota.RequestInformation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the requests, by the SDK's builders and models. Mailboxes are always named by directory id: {@code /me} does not exist for
 * an application's own access. Options are what the product reads and nothing more.
 */
final class Requests {

    static final String INBOX = "inbox";
    static final String SENT = "sentitems";

    private static final String[] MAIL = {
        "subject",
        "from",
        "sender",
        "toRecipients",
        "ccRecipients",
        "bccRecipients",
        "receivedDateTime",
        "sentDateTime",
        "categories",
        "conversationId",
        "internetMessageId",
        "parentFolderId",
        "isDraft",
        "hasAttachments"
    };

    /** The item class, by which a delivery report is known (sync E-12). */
    static final String ITEM_CLASS = "String 0x001A";

    /** What the headers of the same names say; sent mail, which often shows no headers, has these as well. */
    static final String IN_REPLY_TO = "String 0x1042";

    static final String REFERENCES = "String 0x1039";

    /** What we leave with a message; one name for ever, as a mailbox has room for few and forgets none. */
    static final String NOTE = "String {6f0a3b52-9d3e-4c4f-8a27-51c2b1d07e9a} Name TandemNote";

    /** Graph documents no way to take a property off a message, only how it gets another value. */
    static final String NO_NOTE = "-";

    private static final String[] MAIL_EXPAND = {"singleValueExtendedProperties($filter=id eq '" + ITEM_CLASS + "')"};
    private static final String[] CONTENT = {"body", "hasAttachments"};

    /** {@code contentId} belongs to file attachments only, so it needs the cast; without a selection all bytes would come along. */
    private static final String[] CONTENT_EXPAND = {
        "attachments($select=id,name,contentType,size,isInline,microsoft.graph.fileAttachment/contentId)",
        "singleValueExtendedProperties($filter=id eq '" + IN_REPLY_TO + "' or id eq '" + REFERENCES + "' or id eq '"
                + NOTE + "')"
    };

    static final int MOST_OF_CONVERSATION = 100;

    private static final int MOST_COPIES = 10;

    private final GraphServiceClient graph;

    Requests(GraphServiceClient graph) {
        this.graph = graph;
    }

    Call delta(Line line, String folder) {
        return call(user(line)
                .mailFolders()
                .byMailFolderId(folder)
                .messages()
                .delta()
                .toGetRequestInformation(c -> {
                    c.queryParameters.select = MAIL;
                    c.queryParameters.expand = MAIL_EXPAND;
                }));
    }

    Call message(Line line, ItemId id) {
        return call(message(line, id.value()).toGetRequestInformation(c -> {
            c.queryParameters.select = MAIL;
            c.queryParameters.expand = MAIL_EXPAND;
        }));
    }

    /** Copies of a message in any folder; an own mail to oneself lies in two. */
    Call messagesCalled(Line line, String messageId) {
        return call(user(line).messages().toGetRequestInformation(c -> {
            c.queryParameters.select = MAIL;
            c.queryParameters.expand = MAIL_EXPAND;
            c.queryParameters.filter = "internetMessageId eq '" + messageId.replace("'", "''") + "'";
            c.queryParameters.top = MOST_COPIES;
        }));
    }

    /** The messages of a conversation in all folders, a page of them; Graph sorts no filtered list by anything else. */
    Call conversation(Line line, String id) {
        return call(user(line).messages().toGetRequestInformation(c -> {
            c.queryParameters.select = MAIL;
            c.queryParameters.expand = MAIL_EXPAND;
            c.queryParameters.filter = "conversationId eq '" + id.replace("'", "''") + "'";
            c.queryParameters.top = MOST_OF_CONVERSATION;
        }));
    }

    Call content(Line line, ItemId id) {
        return call(message(line, id.value()).toGetRequestInformation(c -> {
            c.queryParameters.select = CONTENT;
            c.queryParameters.expand = CONTENT_EXPAND;
        }));
    }

    /** A file attachment with its bytes in it. */
    Call file(Line line, FileRef file) {
        return call(message(line, file.item().value())
                .attachments()
                .byAttachmentId(file.attachment().value())
                .toGetRequestInformation());
    }

    Call bytes(Line line, ItemId id, AttachmentId attachment) {
        RequestInformation info = message(line, id.value())
                .attachments()
                .byAttachmentId(attachment.value())
                .toGetRequestInformation();
        return value(info);
    }

    /** The whole message as it travels. */
    Call mime(Line line, ItemId id) {
        return value(message(line, id.value()).toGetRequestInformation());
    }

    private static Call value(RequestInformation info) {
        Call metadata = call(info).append("/$value");
        return new Call(metadata.method(), metadata.url(), Map.of("Accept", "*/*"), null);
    }

    /** The whole new list; the etag makes it conditional. */
    Call categorise(Line line, ItemId id, String etag, List<String> categories) {
        Message change = new Message();
        change.setCategories(new ArrayList<>(categories));
        return call(message(line, id.value()).toPatchRequestInformation(change, c -> c.headers.add("If-Match", etag)));
    }

    Call note(Line line, ItemId id, String text) {
        SingleValueLegacyExtendedProperty property = new SingleValueLegacyExtendedProperty();
        property.setId(NOTE);
        property.setValue(text.isEmpty() ? NO_NOTE : text);
        Message change = new Message();
        change.setSingleValueExtendedProperties(new ArrayList<>(List.of(property)));
        return call(message(line, id.value()).toPatchRequestInformation(change));
    }

    Call move(Line line, ItemId id, String folder) {
        MovePostRequestBody body = new MovePostRequestBody();
        body.setDestinationId(folder);
        return call(message(line, id.value()).move().toPostRequestInformation(body));
    }

    Call folder(Line line, String folder) {
        return call(user(line)
                .mailFolders()
                .byMailFolderId(folder)
                .toGetRequestInformation(c -> c.queryParameters.select = new String[] {"id"}));
    }

    /** The root's child folders of that name: one or none. */
    Call folderNamed(Line line, String name) {
        return call(user(line).mailFolders().toGetRequestInformation(c -> {
            c.queryParameters.select = new String[] {"id", "displayName"};
            c.queryParameters.filter = "displayName eq '" + name.replace("'", "''") + "'";
        }));
    }

    Call createFolder(Line line, String name) {
        MailFolder folder = new MailFolder();
        folder.setDisplayName(name);
        return call(user(line).mailFolders().toPostRequestInformation(folder));
    }

    /** A folder that people may not see, by its name. */
    Call hiddenNamed(Line line, String name) {
        return call(user(line).mailFolders().toGetRequestInformation(c -> {
            c.queryParameters.select = new String[] {"id", "displayName"};
            c.queryParameters.filter = "displayName eq '" + name.replace("'", "''") + "'";
            c.queryParameters.includeHiddenFolders = "true";
        }));
    }

    Call createHidden(Line line, String name) {
        MailFolder folder = new MailFolder();
        folder.setDisplayName(name);
        folder.setIsHidden(true);
        return call(user(line).mailFolders().toPostRequestInformation(folder));
    }

    /** A message in that folder that nobody sends. */
    Call createNote(Line line, String folder, String subject, String text) {
        ItemBody body = new ItemBody();
        body.setContentType(BodyType.Text);
        body.setContent(text);
        Message note = new Message();
        note.setSubject(subject);
        note.setBody(body);
        return call(user(line).mailFolders().byMailFolderId(folder).messages().toPostRequestInformation(note));
    }

    Call readNote(Line line, String id) {
        return call(message(line, id).toGetRequestInformation(c -> {
            c.queryParameters.select = new String[] {"id", "body"};
            c.headers.add("Prefer", "outlook.body-content-type=\"text\"");
        }));
    }

    /** Notes of that folder that were made before. */
    Call notesBefore(Line line, String folder, Instant before) {
        return call(user(line).mailFolders().byMailFolderId(folder).messages().toGetRequestInformation(c -> {
            c.queryParameters.select = new String[] {"id"};
            c.queryParameters.filter = "createdDateTime lt " + before.truncatedTo(ChronoUnit.SECONDS);
            c.queryParameters.top = 100;
        }));
    }

    /** A plain DELETE would put it before the person's eyes, among the deleted items. */
    Call destroyNote(Line line, String id) {
        return call(message(line, id).permanentDelete().toPostRequestInformation());
    }

    /** How much is in a folder, hidden folders below it included. */
    Call folderContent(Line line, String id) {
        return call(user(line).mailFolders().byMailFolderId(id).toGetRequestInformation(c -> {
            c.queryParameters.select = new String[] {"totalItemCount", "childFolderCount"};
            c.queryParameters.includeHiddenFolders = "true";
        }));
    }

    Call deleteFolder(Line line, String id) {
        return call(user(line).mailFolders().byMailFolderId(id).toDeleteRequestInformation());
    }

    Call deleteCategory(Line line, String id) {
        return call(
                user(line).outlook().masterCategories().byOutlookCategoryId(id).toDeleteRequestInformation());
    }

    Call categories(Line line) {
        return call(user(line).outlook().masterCategories().toGetRequestInformation());
    }

    Call createCategory(Line line, MarkerCategory wanted) {
        OutlookCategory category = new OutlookCategory();
        category.setDisplayName(wanted.name());
        category.setColor(CategoryColor.forValue(wanted.colour()));
        return call(user(line).outlook().masterCategories().toPostRequestInformation(category));
    }

    Call addresses(Line line) {
        return call(user(line)
                .toGetRequestInformation(
                        c -> c.queryParameters.select = new String[] {"mail", "userPrincipalName", "proxyAddresses"}));
    }

    Call settings(Line line) {
        return call(user(line)
                .mailboxSettings()
                .toGetRequestInformation(c -> c.queryParameters.select = new String[] {"timeZone"}));
    }

    Call subscribe(Subscription wanted) {
        return call(graph.subscriptions().toPostRequestInformation(wanted));
    }

    Call renew(String id, Instant expires) {
        Subscription later = new Subscription();
        later.setExpirationDateTime(expires.atOffset(ZoneOffset.UTC));
        return call(graph.subscriptions().bySubscriptionId(id).toPatchRequestInformation(later));
    }

    Call unsubscribe(String id) {
        return call(graph.subscriptions().bySubscriptionId(id).toDeleteRequestInformation());
    }

    private UserItemRequestBuilder user(Line line) {
        return graph.users().byUserId(line.mailbox());
    }

    private MessageItemRequestBuilder message(Line line, String id) {
        return user(line).messages().byMessageId(id);
    }

    private static Call call(RequestInformation info) {
        return Call.of(info);
    }
}
