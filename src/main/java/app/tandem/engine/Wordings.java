package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Wording;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.Mailboxes;
import app.tandem.platform.Ids;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what a person wrote for an activity with its message in the mailbox, until the activity says it.
 *
 * @see "docs/decisions/029-wordings.md"
 */
@Component
class Wordings {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Mailboxes mailboxes;
    private final Ids ids;

    Wordings(Mailboxes mailboxes, Ids ids) {
        this.mailboxes = mailboxes;
        this.ids = ids;
    }

    /**
     * Leaves it with the message; answers the id by which the wish names it. Throws {@link RemoteFailureException} where the
     * mailbox does not take it.
     */
    String keep(User user, ItemId item, Wording wording) {
        String id = ids.next().toString();
        demand(mailboxes.open(user).note(item, text(id, wording)));
        return id;
    }

    /** Takes off the message what nobody wants to be saved any more. */
    void drop(User user, ItemId item) {
        demand(mailboxes.open(user).note(item, ""));
    }

    private static void demand(WriteOutcome outcome) {
        switch (outcome) {
            case WriteOutcome.Done done -> {}
            case WriteOutcome.Gone gone -> {}
            case WriteOutcome.Later later
            when later.until() != null ->
                throw new RemoteFailureException(new RemoteFailure.Throttled(later.code(), later.until()));
            default ->
                throw new RemoteFailureException(new RemoteFailure.Unreachable(
                        outcome instanceof WriteOutcome.Refused refused ? refused.code() : "NOTE"));
        }
    }

    /** Whether it is short enough to be kept. */
    static boolean fits(Wording wording) {
        return text("00000000-0000-0000-0000-000000000000", wording).length() <= Mailbox.LONGEST_NOTE;
    }

    private static String text(String id, Wording wording) {
        ObjectNode json = JSON.createObjectNode().put("id", id).put("comment", wording.comment());
        ObjectNode fields = json.putObject("fields");
        wording.fields().forEach(fields::put);
        ObjectNode names = json.putObject("names");
        wording.names().forEach((file, name) -> names.put(file.value(), name));
        return json.toString();
    }

    /** What was left with a message under that id; empty where something else lies there, or nothing. */
    static Optional<Wording> read(@Nullable String note, String id) {
        if (note == null || note.length() > Mailbox.LONGEST_NOTE) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(note);
            if (!id.equals(json.path("id").asString(""))) {
                return Optional.empty();
            }
            Map<AttachmentId, String> names = new LinkedHashMap<>();
            texts(json.path("names")).forEach((file, name) -> names.put(new AttachmentId(file), name));
            return Optional.of(
                    new Wording(texts(json.path("fields")), json.path("comment").asString(""), names));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asString("")));
        return texts;
    }
}
