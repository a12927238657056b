package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Mail;
import app.tandem.sandbox.graph.odata.Json;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a meeting message says beyond a plain one. */
final class MeetingView {

    private MeetingView() {}

    static void write(ObjectNode json, Mail.Meeting meeting, String type, Predicate<String> wants) {
        put(json, wants, "meetingMessageType", meetingType(meeting));
        time(json, wants, "startDateTime", meeting.start());
        time(json, wants, "endDateTime", meeting.end());
        if (wants.test("location") && meeting.location() != null) {
            json.putObject("location").put("displayName", meeting.location()).put("locationType", "default");
        }
        put(json, wants, "type", "singleInstance");
        for (String flag : new String[] {"isOutOfDate", "isDelegated"}) {
            if (wants.test(flag)) {
                json.put(flag, false);
            }
        }
        if (wants.test("isAllDay")) {
            json.put("isAllDay", meeting.allDay());
        }
        if (type.equals("eventMessageRequest")) {
            put(json, wants, "meetingRequestType", "newMeetingRequest");
            if (wants.test("responseRequested")) {
                json.put("responseRequested", true);
            }
        }
        if (type.equals("eventMessageResponse")) {
            put(json, wants, "responseType", response(meeting, "accepted", "declined", "tentativelyAccepted"));
        }
    }

    private static String meetingType(Mail.Meeting meeting) {
        return switch (meeting.method()) {
            case "REQUEST" -> "meetingRequest";
            case "CANCEL" -> "meetingCancelled";
            // The third name is spelled as the metadata spells it.
            default -> response(meeting, "meetingAccepted", "meetingDeclined", "meetingTenativelyAccepted");
        };
    }

    private static String response(Mail.Meeting meeting, String accepted, String declined, String tentative) {
        String answer =
                meeting.response() == null ? "ACCEPTED" : meeting.response().toUpperCase(Locale.ROOT);
        return answer.equals("DECLINED") ? declined : answer.equals("TENTATIVE") ? tentative : accepted;
    }

    private static void put(ObjectNode json, Predicate<String> wants, String name, String value) {
        if (wants.test(name)) {
            json.put(name, value);
        }
    }

    /** {@code 20260407T090000Z} as dateTimeTimeZone. */
    private static void time(ObjectNode json, Predicate<String> wants, String name, @Nullable String value) {
        if (!wants.test(name) || value == null || !value.matches("\\d{8}(T\\d{6}Z?)?")) {
            return;
        }
        String date = value.substring(0, 4) + "-" + value.substring(4, 6) + "-" + value.substring(6, 8);
        String time = value.length() < 15
                ? "00:00:00"
                : value.substring(9, 11) + ":" + value.substring(11, 13) + ":" + value.substring(13, 15);
        json.set(
                name,
                Json.object().put("dateTime", date + "T" + time + ".0000000").put("timeZone", "UTC"));
    }
}
