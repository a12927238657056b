package app.tandem.sandbox.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the control port asks of the Tandem beside the sandbox. Answers are passed on as they come. */
public interface TandemSide {

    /** An answer: status and JSON. */
    record Answer(int status, String json) {}

    /** How a user stands in Tandem. */
    record UserState(boolean connected, boolean paused) {}

    /** Runs that user's cycle, or everybody's, now. */
    Answer cycle(@Nullable String user);

    /** What waits inside Tandem: 200, or 202 with {@code {"waiting":[…]}}. */
    Answer quiet();

    /** The current answer for an item. */
    Answer why(String user, String item);

    /** Settings with their source. */
    Answer settings(String scope, @Nullable String user);

    /** Changes settings; the body is JSON by rule number. */
    Answer change(String scope, @Nullable String user, String settings);

    /** The user's own switch; answers when no cycle of the user is running. */
    Answer pause(String user);

    /** Ends the user's own pause. */
    Answer resume(String user);

    /** Empties the store. */
    void reset();

    /** How users stand, by mail address; empty when Tandem does not run. */
    Map<String, UserState> users();

    /** The path of the add-in's manifest for the company with that Salesforce org; empty when Tandem does not know it. */
    Optional<String> manifest(String orgId);

    /** The time of the sandbox was set. */
    void clock(Instant now);
}
