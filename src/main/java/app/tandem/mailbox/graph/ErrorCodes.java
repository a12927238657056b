package app.tandem.mailbox.graph;

import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Graph's refusals mean: by status first, by code second, by message never. */
final class ErrorCodes {

    /** The mailbox itself cannot be used by us: no licence, not in the cloud, gone. */
    private static final Set<String> NO_MAILBOX = lower(
            "MailboxNotEnabledForRESTAPI",
            "MailboxNotSupportedForRESTAPI",
            "ErrorNonExistentMailbox",
            "ErrorInvalidUser",
            "Request_ResourceNotFound",
            "extensionError");

    private static final Set<String> NO_FOLDER = lower("ErrorFolderNotFound", "ErrorParentFolderNotFound");
    private static final Set<String> LOST_CURSOR = lower("syncStateNotFound", "syncStateInvalid", "resyncRequired");
    private static final Set<String> FULL = lower("ErrorQuotaExceeded", "quotaLimitReached");

    private static final int DEEPEST = 5;

    private ErrorCodes() {}

    /** The most specific code of an error body, or the status as text. Anything that does not look like a code is left out. */
    static String of(@Nullable JsonObject body, int status) {
        JsonElement error = body == null ? null : body.get("error");
        String code = null;
        for (int depth = 0; error instanceof JsonObject object && depth < DEEPEST; depth++) {
            String inner = Answer.text(object, "code");
            code = inner != null && inner.matches("[A-Za-z0-9_.\\-]{1,80}") ? inner : code;
            JsonElement next = object.get("innerError");
            error = next == null ? object.get("innererror") : next;
        }
        return code == null ? "Http" + status : code;
    }

    /** Whether the answer asks the whole mailbox to wait. */
    static boolean throttles(int status, boolean retryAfter) {
        return status == 429 || retryAfter && status >= 500;
    }

    /** The cursor of a feed is worth nothing any more. */
    static boolean lostCursor(Answer answer) {
        return answer.status() == 410
                || answer.status() >= 400 && answer.status() < 500 && in(LOST_CURSOR, answer.code());
    }

    /** The folder is not there; for an address that names no message. */
    static boolean noFolder(Answer answer) {
        return answer.status() == 404 && !in(NO_MAILBOX, answer.code());
    }

    /** The answer when it is one to work with; otherwise the end of the conversation. */
    static Answer demand(Answer answer) {
        if (!answer.ok()) {
            throw new RemoteFailureException(failure(answer));
        }
        return answer;
    }

    /** Why the conversation cannot go on. */
    static RemoteFailure failure(Answer answer) {
        if (answer.until() != null) {
            return new RemoteFailure.Throttled(answer.code(), answer.until());
        }
        boolean denied = answer.status() == 401
                || answer.status() == 403
                || answer.status() == 404 && in(NO_MAILBOX, answer.code());
        return denied ? new RemoteFailure.AccessDenied(answer.code()) : new RemoteFailure.Unreachable(answer.code());
    }

    /** What looking at one item came to. */
    static <T> ReadOutcome<T> read(Answer answer, Function<Answer, T> meaning) {
        if (answer.ok()) {
            return new ReadOutcome.Found<>(meaning.apply(answer));
        }
        if (answer.code().equals(Answer.TOO_LARGE)) {
            return new ReadOutcome.Refused<>(answer.code());
        }
        return switch (answer.status()) {
            case 404 -> in(NO_MAILBOX, answer.code()) ? later(answer) : new ReadOutcome.Gone<>();
            case 400, 405, 406, 413, 414, 415, 422 -> new ReadOutcome.Refused<>(answer.code());
            default -> later(answer);
        };
    }

    private static <T> ReadOutcome<T> later(Answer answer) {
        return new ReadOutcome.Later<>(answer.code(), answer.until());
    }

    /** What a write to one message came to; {@code id} when it was done. */
    static WriteOutcome write(Answer answer, String id) {
        if (answer.ok()) {
            return new WriteOutcome.Done(id, answer.text("@odata.etag"));
        }
        if (answer.until() != null) {
            return new WriteOutcome.Later(answer.code(), answer.until());
        }
        return switch (answer.status()) {
            case 404 ->
                in(NO_FOLDER, answer.code()) || in(NO_MAILBOX, answer.code())
                        ? new WriteOutcome.Later(answer.code(), null)
                        : new WriteOutcome.Gone();
            case 409, 412 -> new WriteOutcome.Changed();
            case Answer.LOST, 500, 502, 504 -> new WriteOutcome.Unknown(answer.code());
            case Answer.NOT_SENT, 401, 403, 408, 503 -> new WriteOutcome.Later(answer.code(), null);
            default ->
                answer.status() >= 500 && !in(FULL, answer.code())
                        ? new WriteOutcome.Unknown(answer.code())
                        : new WriteOutcome.Refused(answer.code(), List.of());
        };
    }

    private static boolean in(Set<String> codes, String code) {
        return codes.contains(code.toLowerCase(Locale.ROOT));
    }

    private static Set<String> lower(String... codes) {
        return Set.of(codes).stream()
                .map(code -> code.toLowerCase(Locale.ROOT))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
