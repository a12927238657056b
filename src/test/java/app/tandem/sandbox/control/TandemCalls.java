package app.tandem.sandbox.control;

import app.tandem.sandbox.control.ControlService.Request;
import app.tandem.sandbox.kernel.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls about the Tandem beside the sandbox. */
final class TandemCalls {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SHAPES = Set.of(
            "POST tandem/cycle", "GET tandem/quiet", "GET tandem/why", "PUT tandem/settings", "GET tandem/settings");

    private final Steering steering;

    TandemCalls(Steering steering) {
        this.steering = steering;
    }

    Reply answer(Request request) {
        return switch (request.shape()) {
            case "POST tandem/cycle" -> passed(steering.tandem().cycle(user(request.only("user"))));
            case "GET tandem/quiet" -> quiet(request.only());
            case "GET tandem/why" -> why(request.only("user", "item"));
            case "GET tandem/settings" ->
                passed(steering.tandem().settings(scope(request), user(request.only("scope", "user"))));
            case "PUT tandem/settings" -> change(request.only("scope", "user"));
            default -> throw request.unknown(SHAPES);
        };
    }

    private Reply quiet(Request request) {
        TandemSide.Answer inside = steering.tandem().quiet();
        List<String> waiting = new ArrayList<>(steering.undelivered());
        JsonNode list = JSON.readTree(inside.json()).path("waiting");
        list.forEach(one -> waiting.add(one.asString()));
        return waiting.isEmpty() && inside.status() == 200
                ? ControlService.json(200, Map.of("waiting", waiting))
                : ControlService.json(inside.status() >= 400 ? inside.status() : 202, Map.of("waiting", waiting));
    }

    private Reply why(Request request) {
        String user = user(request);
        if (user == null) {
            throw ControlError.bad("say whose item: ?user=");
        }
        String item = request.exchange().query("item").orElseThrow(() -> ControlError.bad("say which item: ?item="));
        return passed(steering.tandem()
                .why(user, steering.lasting(steering.world().person(user).orElseThrow(), item)));
    }

    private Reply change(Request request) {
        String body = request.exchange().text();
        Fields.of(body);
        return passed(steering.tandem().change(scope(request), user(request), body));
    }

    private static String scope(Request request) {
        String scope = request.exchange().query("scope").orElse("global");
        if (!scope.equals("global") && !scope.equals("user")) {
            throw ControlError.bad("scope must be global or user");
        }
        if (scope.equals("user") && request.exchange().query("user").isEmpty()) {
            throw ControlError.bad("scope=user needs &user=");
        }
        return scope;
    }

    private @Nullable String user(Request request) {
        return request.exchange()
                .query("user")
                .map(mail -> steering.world()
                        .person(mail)
                        .orElseThrow(() -> ControlError.missing("no user " + mail))
                        .mail())
                .orElse(null);
    }

    private static Reply passed(TandemSide.Answer answer) {
        return Reply.json(answer.status(), answer.json());
    }
}
