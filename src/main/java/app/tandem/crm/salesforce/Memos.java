package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.SaveOutcome;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Quick memos (pane U-254 … U-258). Salesforce has no write under a condition, so the Description is read immediately
 * before: what somebody writes between the two calls is lost from the field, but stays in its history where kept.
 */
final class Memos {

    private static final String FIELD = "Description";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm zzz", Locale.ENGLISH);

    private final Conversation conversation;
    private final Directory directory;

    Memos(Conversation conversation, Directory directory) {
        this.conversation = conversation;
        this.directory = directory;
    }

    SaveOutcome add(RecordRef ref, String text) {
        Optional<ObjectInfo.Field> field = directory.info(ref.type()).flatMap(info -> info.field(FIELD));
        if (field.isEmpty() || !field.get().updateable()) {
            return refused("INVALID_FIELD_FOR_INSERT_UPDATE", "This record has no Description that you may change.");
        }
        String head = head(directory.me());
        List<Rec> rows = new Queries(conversation)
                .all(Soql.select(List.of("Id", FIELD), ref.type(), Where.is("Id", ref.id()), List.of(), 0));
        if (rows.isEmpty()) {
            return new SaveOutcome.Gone();
        }
        String before = rows.getFirst().text(FIELD);
        String entry = head + "\n" + XmlText.clean(text.strip());
        String whole = before == null || before.isEmpty() ? entry : entry + "\n\n" + before;
        return whole.length() > field.get().length()
                ? refused(
                        "STRING_TOO_LONG",
                        "The Description would be longer than " + field.get().length() + " characters.")
                : new RecordSaving(conversation, directory).change(ref, Map.of(FIELD, whole), false);
    }

    private String head(Catalog.Me me) {
        return STAMP.format(ZonedDateTime.ofInstant(conversation.clock().instant(), me.zone())) + ", " + me.name();
    }

    private static SaveOutcome refused(String code, String message) {
        return new SaveOutcome.Refused(List.of(new SaveOutcome.FieldError(List.of(FIELD), code, message)));
    }
}
