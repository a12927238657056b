package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.mime.Mail;
import app.tandem.sandbox.graph.mime.MailReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MIME becomes a message of a mailbox. */
public final class Incoming {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]+>");

    /** PidTagMessageClass. */
    private static final ExtendedId ITEM_CLASS = ExtendedId.of("String 0x001A");

    /** PidTagInReplyToId and PidTagInternetReferences: what the headers of these names say (MS-OXCMAIL). */
    private static final Map<String, ExtendedId> ANSWERED =
            Map.of("In-Reply-To", ExtendedId.of("String 0x1042"), "References", ExtendedId.of("String 0x1039"));

    private Incoming() {}

    /** Notes on a message what it answers, as its headers tell. */
    public static void answered(Message message) {
        message.headers.forEach(header -> ANSWERED.forEach((name, property) -> {
            if (name.equalsIgnoreCase(header.name())) {
                message.single.put(property, header.value());
            }
        }));
    }

    /** Reads the MIME (outside any lock) and puts the message into the folder. */
    public static Message deliver(Mailbox mailbox, String folder, Instant received, Content mime, Contents contents) {
        Mail mail = MailReader.read(mime, contents);
        return mailbox.locked(() -> {
            Folder target = mailbox.folders().find(folder);
            Message message = mailbox.newMessage(received);
            fill(mailbox, message, mail);
            message.mime = mime;
            message.draft = target == mailbox.folders().wellKnown("drafts");
            boolean own = message.draft || target == mailbox.folders().wellKnown("sentitems");
            mailbox.read(message, own);
            mailbox.add(message, target);
            return message;
        });
    }

    /** Takes over what a mail says. */
    public static void fill(Mailbox mailbox, Message message, Mail mail) {
        message.subject = mail.subject();
        message.from = mail.from();
        message.sender = mail.sender();
        message.recipients = mail.recipients();
        message.sent = mail.date() == null ? message.received() : mail.date();
        message.internetMessageId = mail.messageId() == null ? generatedId(mailbox, message) : mail.messageId();
        message.headers = mail.headers();
        answered(message);
        message.body(mail.body());
        message.meeting = mail.meeting();
        message.importance = importance(mail);
        message.single.put(ITEM_CLASS, itemClass(mail));
        message.readReceipt = mail.header("Disposition-Notification-To").isPresent();
        message.deliveryReceipt = mail.header("Return-Receipt-To").isPresent();
        mail.files()
                .forEach(file -> message.attachments.add(Attachment.of(mailbox.newNumber(), file, message.received())));
        thread(mailbox, message, mail);
    }

    /** Exchange gives a mail without Message-ID one of its own. */
    public static String generatedId(Mailbox mailbox, Message message) {
        String seed = mailbox.person().entraId() + message.number();
        String host = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .toUpperCase(Locale.ROOT);
        return "<" + host.replace("-", "") + "@SANDBOX.eurprd01.prod.outlook.example>";
    }

    /** A conversation index as Outlook starts one: 22 bytes that begin with 1. */
    public static byte[] conversationIndex(Message message) {
        ByteBuffer index = ByteBuffer.allocate(22).put((byte) 1);
        index.putLong(message.sent.toEpochMilli()).putLong(message.number() * 0x9E3779B97F4A7C15L);
        return index.array();
    }

    /** The class Exchange gives a mail: reports and receipts are told by it alone, Graph has no type for them. */
    private static String itemClass(Mail mail) {
        if (mail.meeting() != null) {
            return switch (mail.meeting().method().toUpperCase(Locale.ROOT)) {
                case "CANCEL" -> "IPM.Schedule.Meeting.Canceled";
                case "REPLY" -> "IPM.Schedule.Meeting.Resp";
                default -> "IPM.Schedule.Meeting.Request";
            };
        }
        String type = mail.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.strip().startsWith("multipart/report")) {
            return "IPM.Note";
        }
        return type.contains("disposition-notification") ? "REPORT.IPM.Note.IPNRN" : "REPORT.IPM.Note.NDR";
    }

    private static String importance(Mail mail) {
        String stated = mail.header("Importance")
                .or(() -> mail.header("X-Priority"))
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT);
        return stated.startsWith("high") || stated.startsWith("1") || stated.startsWith("2")
                ? "high"
                : stated.startsWith("low") || stated.startsWith("4") || stated.startsWith("5") ? "low" : "normal";
    }

    private static void thread(Mailbox mailbox, Message message, Mail mail) {
        List<String> references = new ArrayList<>();
        for (String header : List.of("References", "In-Reply-To")) {
            Matcher ids = MESSAGE_ID.matcher(mail.header(header).orElse(""));
            while (ids.find()) {
                references.add(ids.group());
            }
        }
        message.conversationId = mailbox.conversation(references, message.internetMessageId);
        byte[] index = mail.header("Thread-Index").map(Incoming::base64).orElse(new byte[0]);
        message.conversationIndex = index.length >= 22 ? index : conversationIndex(message);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Arrays.copyOf(new byte[0], 0);
        }
    }
}
