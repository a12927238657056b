package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.mime.Header;
import app.tandem.sandbox.graph.mime.Mail;
import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.Incoming;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts that answer a message or pass it on: {@code createReply}, {@code createReplyAll}, {@code createForward}. */
final class Answering {

    /** Who a draft goes to, and what it takes along. */
    enum Kind {
        REPLY,
        REPLY_ALL,
        FORWARD;

        /** The kind of an action by its name without {@code create}. */
        static Kind of(String action) {
            return switch (action) {
                case "createReply", "reply" -> REPLY;
                case "createReplyAll", "replyAll" -> REPLY_ALL;
                default -> FORWARD;
            };
        }
    }

    private static final DateTimeFormatter SENT = DateTimeFormatter.ofPattern(
                    "EEEE, MMMM d, uuuu h:mm a", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** What an answer adds to the conversation's index. */
    private static final int INDEX_STEP = 5;

    private final Mailbox mailbox;
    private final Contents contents;

    Answering(Mailbox mailbox, Contents contents) {
        this.mailbox = mailbox;
        this.contents = contents;
    }

    /** The draft, not yet in any folder; refused when both a comment and a body are given. */
    Message draft(Kind kind, Message to, ObjectNode parameters) {
        JsonNode comment = BodyCheck.parameter(parameters, "Comment");
        JsonNode message = BodyCheck.parameter(parameters, "Message");
        if (comment != null && message != null && message.hasNonNull("body")) {
            throw Problem.bad(
                    "ErrorInvalidRequest",
                    "The request may contain either a comment or the body of the message, not both.");
        }
        Message draft = Drafts.blank(mailbox);
        draft.from = Drafts.owner(mailbox);
        draft.sender = draft.from;
        draft.subject = subject(kind, to.subject);
        draft.recipients = recipients(kind, to, Draft.addresses(BodyCheck.parameter(parameters, "ToRecipients")));
        draft.conversationId = to.conversationId;
        draft.conversationIndex = step(to.conversationIndex, draft);
        draft.body(quoted(to, comment == null ? null : comment.asString()));
        to.attachments.stream()
                .filter(one -> kind == Kind.FORWARD || one.inline())
                .map(one -> Drafts.renumbered(one, mailbox.newNumber()))
                .forEach(draft.attachments::add);
        if (message != null) {
            new Draft(mailbox, draft, contents).create((ObjectNode) message);
        }
        draft.headers =
                Stream.concat(thread(to).stream(), draft.headers.stream()).toList();
        Incoming.answered(draft);
        return draft;
    }

    private static String subject(Kind kind, String subject) {
        String prefix = kind == Kind.FORWARD ? "Fw: " : "Re: ";
        boolean has = subject.toLowerCase(Locale.ROOT).matches(kind == Kind.FORWARD ? "fwd?:.*" : "re:.*");
        return has ? subject : prefix + subject;
    }

    /** An answer goes to whom the message asks to be answered; to all means everybody else too, the owner never. */
    private Mail.Recipients recipients(Kind kind, Message to, List<Address> given) {
        if (kind == Kind.FORWARD) {
            return new Mail.Recipients(given, List.of(), List.of(), List.of());
        }
        List<Address> sender = !to.recipients.replyTo().isEmpty()
                ? to.recipients.replyTo()
                : to.from == null ? List.of() : List.of(to.from);
        if (kind == Kind.REPLY) {
            return new Mail.Recipients(sender, List.of(), List.of(), List.of());
        }
        List<Address> first = distinct(Stream.concat(sender.stream(), to.recipients.to().stream()), List.of());
        List<Address> copies = distinct(to.recipients.cc().stream(), first);
        return new Mail.Recipients(first, copies, List.of(), List.of());
    }

    private List<Address> distinct(Stream<Address> people, List<Address> already) {
        List<Address> kept = new ArrayList<>();
        people.filter(one -> one.address() != null && !mine(one))
                .filter(one -> Stream.concat(already.stream(), kept.stream())
                        .noneMatch(other -> one.address().equalsIgnoreCase(other.address())))
                .forEach(kept::add);
        return List.copyOf(kept);
    }

    private boolean mine(Address one) {
        return mailbox.person().mail().equalsIgnoreCase(one.address())
                || mailbox.person().aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(one.address()));
    }

    private static byte[] step(byte[] index, Message draft) {
        return ByteBuffer.allocate(index.length + INDEX_STEP)
                .put(index)
                .put(Arrays.copyOf(
                        ByteBuffer.allocate(Long.BYTES).putLong(draft.number()).array(), INDEX_STEP))
                .array();
    }

    /** Only a draft made like this carries them: they cannot be set through JSON. */
    private static List<Header> thread(Message to) {
        String before = to.headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("References"))
                .map(Header::value)
                .collect(Collectors.joining(" "));
        return List.of(
                new Header("In-Reply-To", to.internetMessageId),
                new Header("References", (before + " " + to.internetMessageId).strip()));
    }

    private static Mail.Body quoted(Message to, @Nullable String comment) {
        String head = "<div>" + (comment == null ? "" : escape(comment).replace("\n", "<br>")) + "</div><hr>"
                + "<div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>From:</b> " + person(to.from) + "<br><b>Sent:</b> "
                + SENT.format(to.sent) + "<br><b>To:</b> "
                + to.recipients.to().stream().map(Answering::person).collect(Collectors.joining("; "))
                + (to.recipients.cc().isEmpty()
                        ? ""
                        : "<br><b>Cc:</b> "
                                + to.recipients.cc().stream()
                                        .map(Answering::person)
                                        .collect(Collectors.joining("; ")))
                + "<br><b>Subject:</b> " + escape(to.subject) + "</div><div>&nbsp;</div>";
        return new Mail.Body(true, "<html><body>" + head + inner(to.safeHtml()) + "</body></html>");
    }

    private static String inner(String html) {
        return org.jsoup.Jsoup.parse(html).body().html();
    }

    private static String person(@Nullable Address one) {
        if (one == null) {
            return "";
        }
        String address = one.address() == null ? "" : one.address();
        return one.name() == null || one.name().equals(address)
                ? escape(address)
                : escape(one.name() + " <" + address + ">");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
