package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Incoming;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.MailsSent;
import app.tandem.sandbox.kernel.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mail that leaves: the register of mails sent hears of it, people of the sandbox receive it. */
final class Outgoing {

    private static final int MOST_RECIPIENTS = 500;

    private record Sent(Content mime, Instant at, List<String> people) {}

    private final Shop shop;
    private final List<Sent> waiting = new ArrayList<>();

    Outgoing(Shop shop) {
        this.shop = shop;
    }

    /** {@code POST /sendMail} */
    Reply sendMail(Call call) {
        call.only("POST");
        call.needs("Mail.Send");
        Mailbox mailbox = call.mailbox();
        String type = call.request().header("Content-Type").orElse("");
        boolean keep = true;
        Message message;
        if (type.startsWith("text/plain")) {
            message = fromMime(mailbox, call.request().body().get());
        } else {
            ObjectNode body = call.parameters("user", false, "sendMail");
            JsonNode save = app.tandem.sandbox.graph.odata.BodyCheck.parameter(body, "SaveToSentItems");
            keep = save == null || save.asBoolean();
            message = Drafts.blank(mailbox);
            new Draft(mailbox, message, shop.contents())
                    .create((ObjectNode) app.tandem.sandbox.graph.odata.BodyCheck.parameter(body, "Message"));
        }
        dispatch(mailbox, message);
        if (keep) {
            mailbox.add(message, mailbox.folders().wellKnown("sentitems"));
        }
        return Reply.empty(202);
    }

    /** {@code POST /messages/{id}/send}: the draft becomes the sent copy and keeps its immutable id. */
    void send(Mailbox mailbox, Message message) {
        if (!message.draft) {
            throw Problem.bad("ErrorInvalidRequest", "The message is not a draft and cannot be sent.");
        }
        Folder sentItems = mailbox.folders().wellKnown("sentitems");
        dispatch(mailbox, message);
        mailbox.received(message, mailbox.now());
        mailbox.move(message, sentItems);
    }

    private Message fromMime(Mailbox mailbox, byte[] base64) {
        Content mime = shop.contents().keep(java.util.Base64.getMimeDecoder().decode(base64));
        Message message = Drafts.blank(mailbox);
        Incoming.fill(mailbox, message, app.tandem.sandbox.graph.mime.MailReader.read(mime, shop.contents()));
        message.mime = mime;
        return message;
    }

    private void dispatch(Mailbox mailbox, Message message) {
        List<String> people = Stream.of(message.recipients.to(), message.recipients.cc(), message.recipients.bcc())
                .flatMap(List::stream)
                .map(Address::address)
                .filter(Objects::nonNull)
                .toList();
        refuse(mailbox, message, people);
        message.from = message.from == null ? Drafts.owner(mailbox) : message.from;
        message.sender = Drafts.owner(mailbox);
        message.sent = mailbox.now();
        message.draft = false;
        Content mime = MimeWriter.of(message, shop.contents());
        message.mime = mime;
        List<String> outsiders = people.stream()
                .filter(one -> shop.store().byAddress(one).isEmpty())
                .toList();
        shop.kernel()
                .mailsSent
                .add(new MailsSent.Sent(
                        mailbox.now(), "exchange", "message", mailbox.person().mail(), people, outsiders));
        synchronized (waiting) {
            waiting.add(new Sent(mime, mailbox.now(), people));
        }
    }

    private static void refuse(Mailbox mailbox, Message message, List<String> people) {
        if (people.isEmpty()) {
            throw Problem.bad(
                    "ErrorInvalidRecipients",
                    "At least one recipient isn't valid., A message can't be sent because it contains no recipients.");
        }
        if (people.size() > MOST_RECIPIENTS) {
            throw Problem.bad("ErrorExceededMessageLimit", "The message has too many recipients.");
        }
        for (String address : people) {
            if (address.indexOf('@') < 1 || address.endsWith("@")) {
                throw Problem.bad("ErrorInvalidRecipients", "At least one recipient is not valid.");
            }
        }
        Address from = message.from;
        boolean own = from == null
                || from.address() == null
                || mailbox.person().mail().equalsIgnoreCase(from.address())
                || mailbox.person().aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(from.address()));
        if (!own) {
            throw Problem.of(
                    403,
                    "ErrorSendAsDenied",
                    "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.");
        }
    }

    /** Hands what was sent to those who have a mailbox here; outside of any mailbox's lock. */
    void deliverWaiting() {
        List<Sent> due;
        synchronized (waiting) {
            due = List.copyOf(waiting);
            waiting.clear();
        }
        for (Sent sent : due) {
            sent.people().stream()
                    .flatMap(address -> shop.store().byAddress(address).stream())
                    .distinct()
                    .forEach(mailbox -> Incoming.deliver(mailbox, "inbox", sent.at(), sent.mime(), shop.contents()));
        }
    }
}
