package app.tandem.sync;

import app.tandem.crm.MailKey;
import app.tandem.item.Address;
import app.tandem.item.Mail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What makes two copies of a message one (sync D-1).
 *
 * @see "docs/decisions/008-mail-key.md"
 */
final class MailKeys {

    private MailKeys() {}

    static MailKey of(Mail mail, String mailbox) {
        String written = mail.messageId() == null ? "" : mail.messageId().strip();
        String id = normalised(written);
        return id.isEmpty() ? new MailKey(sha256(substitute(mail, mailbox)), null) : new MailKey(sha256(id), written);
    }

    static Optional<MailKey> of(String messageId) {
        String id = normalised(messageId);
        return id.isEmpty() ? Optional.empty() : Optional.of(new MailKey(sha256(id), messageId.strip()));
    }

    /** Without angle brackets, folding and surrounding blanks; its case is kept, since it means something. */
    private static String normalised(String messageId) {
        int open = messageId.indexOf('<');
        int close = messageId.indexOf('>', open + 1);
        String inner = open >= 0 && close > open ? messageId.substring(open + 1, close) : messageId;
        return inner.chars()
                .filter(c -> !Character.isWhitespace(c) && !Character.isISOControl(c) && c != '<' && c != '>')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What is the same in every mailbox; if that is too little to go by, the item itself: rather doubled than lost. */
    private static String substitute(Mail mail, String mailbox) {
        if (mail.from() == null
                || mail.sent() == null
                || mail.to().isEmpty() && mail.cc().isEmpty()) {
            return String.join("\0", "item", mailbox, mail.id().value());
        }
        return String.join(
                "\0",
                "copy",
                mail.from().address(),
                addresses(mail.to()),
                addresses(mail.cc()),
                mail.sent().toString(),
                mail.subject().strip(),
                Boolean.toString(mail.hasAttachments()));
    }

    private static String addresses(List<Address> list) {
        return list.stream().map(Address::address).sorted().collect(Collectors.joining(","));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
