package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Incoming;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import java.util.List;
import java.util.TreeMap;

/** New messages: blank ones and copies. */
final class Drafts {

    private Drafts() {}

    /** A draft without content. */
    static Message blank(Mailbox mailbox) {
        Message message = mailbox.newMessage(mailbox.now());
        message.draft = true;
        message.sent = message.received();
        message.internetMessageId = Incoming.generatedId(mailbox, message);
        message.conversationId = mailbox.conversation(List.of(), message.internetMessageId);
        message.conversationIndex = Incoming.conversationIndex(message);
        mailbox.read(message, true);
        return message;
    }

    /** The person whose mailbox it is, as a sender. */
    static Address owner(Mailbox mailbox) {
        return new Address(mailbox.person().displayName(), mailbox.person().mail());
    }

    /** Everything a copy takes over, its extended properties too. */
    static void copy(Message from, Message to) {
        to.subject = from.subject;
        to.from = from.from;
        to.sender = from.sender;
        to.recipients = from.recipients;
        to.sent = from.sent;
        to.internetMessageId = from.internetMessageId;
        to.headers = from.headers;
        to.body(from.body);
        to.meeting = from.meeting;
        to.draft = from.draft;
        to.importance = from.importance;
        to.inference = from.inference;
        to.categories = from.categories;
        to.flag = from.flag;
        to.conversationId = from.conversationId;
        to.conversationIndex = from.conversationIndex;
        to.mime = from.mime;
        to.single = new TreeMap<>();
        to.single.putAll(from.single);
        to.multi = new TreeMap<>();
        to.multi.putAll(from.multi);
    }

    static Attachment renumbered(Attachment a, long number) {
        return new Attachment(
                number,
                a.kind(),
                a.name(),
                a.contentType(),
                a.inline(),
                a.contentId(),
                a.contentLocation(),
                a.modified(),
                a.content());
    }
}
