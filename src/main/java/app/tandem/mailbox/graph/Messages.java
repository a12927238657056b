package app.tandem.mailbox.graph;

import app.tandem.item.Address;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailBody;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import com.google.gson.JsonObject;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.ItemAttachment;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.ReferenceAttachment;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns Graph's messages into the product's. */
final class Messages {

    private static final int MOST_REFERENCES = 100;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,996}>");

    private Messages() {}

    /**
     * Whether the entry of a feed is the whole message. Graph promises only what changed; what was asked for and has no value
     * still stands there, so the two that are never empty tell.
     */
    static boolean whole(JsonObject entry) {
        return entry.has("isDraft") && entry.has("parentFolderId") && entry.has("@odata.etag");
    }

    static Mail mail(JsonObject json, MailFolder folder) {
        Message message = Answer.parse(json, Message::createFromDiscriminatorValue);
        return new Mail(
                new ItemId(text(message.getId())),
                folder,
                text(Answer.text(json, "@odata.etag")),
                blankToNull(message.getInternetMessageId()),
                message.getConversationId(),
                text(message.getSubject()),
                address(message.getFrom()),
                address(message.getSender()),
                addresses(message.getToRecipients()),
                addresses(message.getCcRecipients()),
                addresses(message.getBccRecipients()),
                instant(message.getReceivedDateTime()),
                instant(message.getSentDateTime()),
                Boolean.TRUE.equals(message.getIsDraft()),
                service(json, message),
                Boolean.TRUE.equals(message.getHasAttachments()),
                message.getCategories() == null ? List.of() : List.copyOf(message.getCategories()));
    }

    static MailContent content(JsonObject json) {
        Message message = Answer.parse(json, Message::createFromDiscriminatorValue);
        ItemBody body = message.getBody();
        MailBody content = body == null
                ? new MailBody(false, "")
                : new MailBody(body.getContentType() == BodyType.Html, text(body.getContent()));
        List<com.microsoft.graph.models.Attachment> attachments = message.getAttachments();
        return new MailContent(
                content,
                attachments == null
                        ? List.of()
                        : attachments.stream().map(Messages::attachment).toList(),
                references(message),
                note(message));
    }

    private static @Nullable String note(Message message) {
        return properties(message)
                .filter(property -> Requests.NOTE.equalsIgnoreCase(property.getId()))
                .map(SingleValueLegacyExtendedProperty::getValue)
                .filter(value -> value != null && !value.equals(Requests.NO_NOTE))
                .findFirst()
                .orElse(null);
    }

    private static Stream<SingleValueLegacyExtendedProperty> properties(Message message) {
        List<SingleValueLegacyExtendedProperty> properties = message.getSingleValueExtendedProperties();
        return properties == null ? Stream.of() : properties.stream();
    }

    /** Message-IDs in angle brackets; of too many the first, where the conversation began, and the last. */
    private static List<String> references(Message message) {
        List<String> all = properties(message)
                .filter(property -> !Requests.NOTE.equalsIgnoreCase(property.getId()))
                .map(SingleValueLegacyExtendedProperty::getValue)
                .filter(Objects::nonNull)
                .flatMap(value -> MESSAGE_ID.matcher(value).results())
                .map(java.util.regex.MatchResult::group)
                .distinct()
                .toList();
        int half = MOST_REFERENCES / 2;
        return all.size() <= MOST_REFERENCES
                ? all
                : Stream.concat(all.stream().limit(half), all.stream().skip(all.size() - half))
                        .toList();
    }

    private static Attachment attachment(com.microsoft.graph.models.Attachment source) {
        Attachment.Kind kind = switch (source) {
            case ItemAttachment item -> Attachment.Kind.ITEM;
            case ReferenceAttachment reference -> Attachment.Kind.REFERENCE;
            default -> Attachment.Kind.FILE;
        };
        return new Attachment(
                new AttachmentId(text(source.getId())),
                kind,
                source.getName(),
                source.getContentType(),
                source.getSize() == null ? 0 : source.getSize(),
                Boolean.TRUE.equals(source.getIsInline()),
                source instanceof FileAttachment file ? withoutBrackets(file.getContentId()) : null,
                source instanceof ReferenceAttachment reference ? link(reference) : null);
    }

    /** v1.0 does not state it; the service sends it to some tenants all the same. Without it the link in the body remains. */
    private static @Nullable String link(ReferenceAttachment reference) {
        Object url = reference.getAdditionalData().get("sourceUrl");
        Object plain = url instanceof com.microsoft.kiota.serialization.UntypedString text ? text.getValue() : url;
        return plain instanceof String text && text.startsWith("https://") ? text : null;
    }

    /** Invitations, answers to them, sharing requests, receipts and reports (sync E-12). */
    private static boolean service(JsonObject json, Message message) {
        String type = text(Answer.text(json, "@odata.type")).toLowerCase(Locale.ROOT);
        return type.contains("eventmessage") || type.contains("calendarsharingmessage") || serviceClass(message);
    }

    private static boolean serviceClass(Message message) {
        return properties(message)
                .map(SingleValueLegacyExtendedProperty::getValue)
                .filter(Objects::nonNull)
                .map(value -> value.toUpperCase(Locale.ROOT))
                .anyMatch(value -> value.startsWith("REPORT.") || value.startsWith("IPM.SCHEDULE."));
    }

    private static List<Address> addresses(@Nullable List<Recipient> recipients) {
        return recipients == null
                ? List.of()
                : recipients.stream()
                        .map(Messages::address)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static @Nullable Address address(@Nullable Recipient recipient) {
        EmailAddress email = recipient == null ? null : recipient.getEmailAddress();
        if (email == null || email.getAddress() == null && email.getName() == null) {
            return null;
        }
        return new Address(text(email.getAddress()), blankToNull(email.getName()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String withoutBrackets(@Nullable String contentId) {
        return contentId != null && contentId.startsWith("<") && contentId.endsWith(">")
                ? contentId.substring(1, contentId.length() - 1)
                : contentId;
    }
}
