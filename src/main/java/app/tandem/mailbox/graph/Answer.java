package app.tandem.mailbox.graph;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.kiota.serialization.JsonParseNode;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request, on its own or as a part of a batch.
 *
 * @param status HTTP's; {@link #LOST} or {@link #NOT_SENT}
 * @param code Graph's most specific error code, or what happened on the way; never a message
 * @param until when to ask again, for an answer that said so
 * @param body JSON, if there was any
 */
record Answer(
        int status,
        String code,
        @Nullable Instant until,
        @Nullable JsonObject body) {

    /** The request may have arrived; its answer did not. */
    static final int LOST = 0;
    /** The request never left. */
    static final int NOT_SENT = -1;
    /** Our own limit: the answer is larger than we read. */
    static final String TOO_LARGE = "AnswerTooLarge";

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Refused for now, and the whole mailbox with it. */
    boolean throttled() {
        return until != null;
    }

    /** Too much for one answer: asking for less may help. */
    boolean tooMuch() {
        return status == 413 || status == 504 || code.equals(TOO_LARGE);
    }

    /** The body as one of the SDK's models. */
    <T extends Parsable> T as(ParsableFactory<T> factory) {
        return parse(object(), factory);
    }

    /** The body; an empty one where an answer should have had one. */
    JsonObject object() {
        return body == null ? new JsonObject() : body;
    }

    /** A text property of the body itself, annotations such as {@code @odata.etag} included. */
    @Nullable
    String text(String property) {
        return text(object(), property);
    }

    static @Nullable String text(JsonObject object, String property) {
        JsonElement value = object.get(property);
        return value == null || !value.isJsonPrimitive() ? null : value.getAsString();
    }

    static <T extends Parsable> T parse(JsonObject object, ParsableFactory<T> factory) {
        return new JsonParseNode(object).getObjectValue(factory);
    }
}
