package app.tandem.mailbox;

import app.tandem.item.Attachment;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;

/** Writes a {@link Letter} as it would travel. */
public final class LetterMime {

    private static final String REPORT = """
            From: Mail Delivery <postmaster@customer.example>
            To: %s
            Subject: %s
            Message-ID: %s
            Date: Mon, 02 Mar 2026 08:30:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            Your message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.customer.example

            Final-Recipient: rfc822; nobody@customer.example
            Action: failed
            Status: 5.1.1
            --b--
            """;

    private LetterMime() {}

    /** The letter's bytes. */
    public static byte[] of(Letter letter) {
        if (letter.receipt()) {
            return REPORT.formatted(letter.to().getFirst(), letter.subject(), letter.messageId())
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message(letter).writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a letter of a test cannot be written", e);
        }
    }

    private static MimeMessage message(Letter letter) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws MessagingException {
                if (letter.messageId() == null) {
                    removeHeader("Message-ID");
                } else {
                    setHeader("Message-ID", letter.messageId());
                }
            }
        };
        if (!letter.references().isEmpty()) {
            message.setHeader("In-Reply-To", letter.references().getLast());
            message.setHeader("References", String.join(" ", letter.references()));
        }
        message.setSubject(letter.subject(), "UTF-8");
        if (letter.from() != null) {
            message.setFrom(new InternetAddress(letter.from()));
        }
        for (String to : letter.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        for (String cc : letter.cc()) {
            message.addRecipient(Message.RecipientType.CC, new InternetAddress(cc));
        }
        if (letter.sent() != null) {
            message.setSentDate(Date.from(letter.sent()));
        }
        content(message, letter);
        message.saveChanges();
        return message;
    }

    private static void content(MimeMessage message, Letter letter) throws MessagingException, IOException {
        String subtype = letter.html() ? "html" : "plain";
        if (letter.files().isEmpty()) {
            message.setText(letter.body(), "UTF-8", subtype);
            return;
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.body(), "UTF-8", subtype);
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(text);
        MimeMultipart mixed = new MimeMultipart("mixed");
        for (Letter.File file : letter.files()) {
            (file.inline() ? related : mixed).addBodyPart(part(file));
        }
        mixed.addBodyPart(wrapped(related), 0);
        message.setContent(mixed);
    }

    private static MimeBodyPart wrapped(Multipart multipart) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(multipart);
        return part;
    }

    private static MimeBodyPart part(Letter.File file) throws MessagingException, IOException {
        MimeBodyPart part = new MimeBodyPart();
        if (file.kind() == Attachment.Kind.ITEM) {
            part.setContent(new MimeMessage(null, new ByteArrayInputStream(file.bytes())), "message/rfc822");
        } else {
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.contentType())));
            part.setHeader("Content-Transfer-Encoding", "base64");
            part.setFileName(jakarta.mail.internet.MimeUtility.encodeText(file.name(), "UTF-8", null));
        }
        part.setDisposition(file.inline() ? "inline" : "attachment");
        if (file.contentId() != null) {
            part.setContentID("<" + file.contentId() + ">");
        }
        return part;
    }
}
