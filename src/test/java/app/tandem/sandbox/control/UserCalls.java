package app.tandem.sandbox.control;

import app.tandem.sandbox.control.ControlService.Request;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls about people. */
final class UserCalls {

    private static final Set<String> SHAPES = Set.of(
            "GET users",
            "POST users/*/connect",
            "POST users/*/disconnect",
            "POST users/*/deliver",
            "POST users/*/pause",
            "POST users/*/resume");

    private final Steering steering;

    UserCalls(Steering steering) {
        this.steering = steering;
    }

    Reply answer(Request request) {
        String shape = request.shape();
        return switch (shape) {
            case "GET users" -> list(request.only());
            case "POST users/*/connect" -> connect(request.only());
            case "POST users/*/disconnect" -> disconnect(request.only("grant"));
            case "POST users/*/deliver" -> deliver(request.only("folder", "received"));
            case "POST users/*/pause" -> switched(request.only(), true);
            case "POST users/*/resume" -> switched(request.only(), false);
            default -> throw request.unknown(SHAPES);
        };
    }

    private Reply list(Request request) {
        Map<String, TandemSide.UserState> states = steering.tandem().users();
        return ControlService.json(
                200,
                steering.world().people().stream()
                        .map(person -> write(person, states))
                        .toList());
    }

    private Reply connect(Request request) {
        Person person = person(request);
        steering.connect(person);
        return user(person);
    }

    private Reply disconnect(Request request) {
        Person person = person(request);
        String grant = request.exchange()
                .query("grant")
                .orElseThrow(() -> ControlError.bad("say which: ?grant=mailbox or ?grant=salesforce"));
        switch (grant) {
            case "mailbox" -> steering.revokeMailbox(person);
            case "salesforce" -> steering.revokeSalesforce(person);
            default -> throw ControlError.bad("grant must be mailbox or salesforce, not '" + grant + "'");
        }
        return user(person);
    }

    private Reply deliver(Request request) {
        Person person = person(request);
        String type = request.exchange().header("Content-Type").orElse("message/rfc822");
        if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("message/rfc822")) {
            throw ControlError.bad("the body must be message/rfc822, not " + type);
        }
        Instant received = request.exchange()
                .query("received")
                .map(UserCalls::time)
                .orElseGet(() -> steering.kernel().clock.now());
        Steering.Delivered delivered = steering.deliver(
                person,
                request.exchange().query("folder").orElse("inbox"),
                received,
                request.exchange().body());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivered.id());
        json.put("internetMessageId", delivered.internetMessageId());
        json.put("folderId", delivered.folderId());
        return ControlService.json(200, json);
    }

    private Reply switched(Request request, boolean paused) {
        Person person = person(request);
        TandemSide.Answer answer = paused
                ? steering.tandem().pause(person.mail())
                : steering.tandem().resume(person.mail());
        return answer.status() >= 400 ? Reply.json(answer.status(), answer.json()) : user(person);
    }

    private Reply user(Person person) {
        return ControlService.json(200, write(person, steering.tandem().users()));
    }

    private Person person(Request request) {
        String mail = request.path().get(1);
        return steering.world().person(mail).orElseThrow(() -> ControlError.missing("no user " + mail));
    }

    private Map<String, Object> write(Person person, Map<String, TandemSide.UserState> states) {
        TandemSide.UserState state = states.getOrDefault(person.mail(), new TandemSide.UserState(false, false));
        Org org = steering.world().org(person.orgId());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mail", person.mail());
        json.put("displayName", person.displayName());
        json.put("entraId", person.entraId());
        json.put("salesforceUserId", person.salesforceUserId());
        json.put("salesforceUserName", person.mail());
        json.put("orgId", org.orgId);
        json.put("company", person.company());
        json.put("role", person.role());
        json.put("timeZone", person.timeZone());
        json.put("aliases", List.copyOf(person.aliases()));
        json.put("connected", state.connected());
        json.put("paused", state.paused());
        return json;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ControlError.bad("'received' must be a time such as 2026-11-20T09:00:00Z");
        }
    }
}
