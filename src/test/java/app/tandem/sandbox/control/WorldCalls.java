package app.tandem.sandbox.control;

import app.tandem.sandbox.control.ControlService.Request;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.MailsSent;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls about the world: content, faults, calls, mails sent, clock, orgs. */
final class WorldCalls {

    private static final Set<String> SHAPES = Set.of(
            "POST reset",
            "POST faults",
            "GET faults",
            "DELETE faults",
            "GET calls",
            "DELETE calls",
            "GET counters",
            "GET mails-sent",
            "GET clock",
            "POST clock",
            "GET orgs",
            "PATCH orgs/*");

    private final Steering steering;
    private final FaultRules rules = new FaultRules();

    WorldCalls(Steering steering) {
        this.steering = steering;
    }

    Reply answer(Request request) {
        return switch (request.shape()) {
            case "POST reset" -> reset(request.only());
            case "GET faults" -> faults(request.only());
            case "POST faults" -> addFaults(request.only());
            case "DELETE faults" -> {
                request.only();
                steering.kernel().faults.clear();
                yield Reply.empty(204);
            }
            case "GET calls" -> calls(request.only("since"));
            case "DELETE calls" -> {
                request.only();
                steering.kernel().calls.clear();
                yield Reply.empty(204);
            }
            case "GET counters" -> counters(request.only());
            case "GET mails-sent" -> mailsSent(request.only());
            case "GET clock" -> clock(request.only());
            case "POST clock" -> setClock(request.only());
            case "GET orgs" -> orgs(request.only());
            case "PATCH orgs/*" -> change(request.only());
            default -> throw request.unknown(SHAPES);
        };
    }

    private Reply reset(Request request) {
        Fields fields = Fields.of(request.exchange().text());
        long seed = fields.large("seed").orElse(1L);
        int users = fields.whole("users").orElse(Worlds.USERS);
        fields.noMore();
        try {
            Worlds.of(seed, users);
        } catch (IllegalArgumentException e) {
            throw ControlError.bad(String.valueOf(e.getMessage()));
        }
        steering.reset(seed, users);
        return ControlService.json(200, Map.of("seed", seed, "users", users));
    }

    private Reply faults(Request request) {
        return ControlService.json(
                200,
                steering.kernel().faults.list().stream().map(FaultRules::write).toList());
    }

    private Reply addFaults(Request request) {
        Fields fields = Fields.of(request.exchange().text());
        long seed = fields.large("seed").orElse(1L);
        List<FaultRule> added = rules.read(fields.required("rules", Fields::node));
        fields.noMore();
        steering.kernel().faults.add(seed, added);
        return faults(request);
    }

    private Reply calls(Request request) {
        long since = request.exchange().query("since").map(WorldCalls::sequence).orElse(0L);
        return ControlService.json(
                200,
                steering.kernel().calls.since(since).stream()
                        .map(WorldCalls::write)
                        .toList());
    }

    private Reply counters(Request request) {
        List<Map<String, Object>> totals = new ArrayList<>();
        steering.kernel().calls.totals().forEach((key, count) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("service", key.service());
            json.put("operation", key.operation());
            json.put("user", key.user().isEmpty() ? null : key.user());
            json.put("status", key.status());
            json.put("count", count);
            totals.add(json);
        });
        return ControlService.json(200, totals);
    }

    private Reply mailsSent(Request request) {
        steering.collectMails();
        List<Map<String, Object>> mails = new ArrayList<>();
        for (MailsSent.Sent sent : steering.kernel().mailsSent.all()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", sent.at().toString());
            json.put("by", sent.by());
            json.put("kind", sent.kind());
            json.put("from", sent.from());
            json.put("to", sent.to());
            json.put("outsiders", sent.outsiders());
            mails.add(json);
        }
        return ControlService.json(200, mails);
    }

    private Reply clock(Request request) {
        return ControlService.json(
                200, Map.of("now", steering.kernel().clock.now().toString()));
    }

    private Reply setClock(Request request) {
        Fields fields = Fields.of(request.exchange().text());
        Optional<Instant> now = fields.time("now");
        Optional<Duration> advance = fields.duration("advance");
        fields.noMore();
        if (now.isPresent() == advance.isPresent()) {
            throw ControlError.bad("give either 'now' or 'advance'");
        }
        now.ifPresent(steering.kernel().clock::set);
        advance.ifPresent(steering.kernel().clock::advance);
        steering.tandem().clock(steering.kernel().clock.now());
        return clock(request);
    }

    private Reply orgs(Request request) {
        return ControlService.json(
                200, steering.world().orgs().stream().map(WorldCalls::write).toList());
    }

    private Reply change(Request request) {
        String orgId = request.path().get(1);
        Org org = steering.world().orgs().stream()
                .filter(one -> one.orgId.equals(orgId))
                .findFirst()
                .orElseThrow(() -> ControlError.missing("no org " + orgId));
        Fields fields = Fields.of(request.exchange().text());
        Optional<Boolean> enhancedEmail = fields.flag("enhancedEmail");
        Optional<Integer> apiLimit = fields.whole("apiLimit");
        Optional<Integer> apiUsed = fields.whole("apiUsed");
        Optional<Boolean> contentAsFiles = fields.flag("contentAsFiles");
        Optional<Boolean> sharedActivities = fields.flag("sharedActivities");
        Optional<Boolean> duplicateRules = fields.flag("duplicateRules");
        Optional<Boolean> readerPrincipal = fields.flag("readerPrincipal");
        Optional<Boolean> packageInstalled = fields.flag("packageInstalled");
        fields.noMore();
        enhancedEmail.ifPresent(on -> org.enhancedEmail = on);
        apiLimit.ifPresent(n -> org.apiLimit = n);
        apiUsed.ifPresent(org.apiUsed::set);
        contentAsFiles.ifPresent(on -> org.contentAsFiles = on);
        sharedActivities.ifPresent(on -> org.sharedActivities = on);
        duplicateRules.ifPresent(on -> org.duplicateRules = on);
        readerPrincipal.ifPresent(on -> org.readerPrincipal = on);
        packageInstalled.ifPresent(on -> org.packageInstalled = on);
        return ControlService.json(200, write(org));
    }

    private static Map<String, Object> write(Org org) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("orgId", org.orgId);
        json.put("name", org.name);
        json.put("domain", org.domain);
        json.put("enhancedEmail", org.enhancedEmail);
        json.put("apiLimit", org.apiLimit);
        json.put("apiUsed", org.apiUsed.get());
        json.put("contentAsFiles", org.contentAsFiles);
        json.put("sharedActivities", org.sharedActivities);
        json.put("duplicateRules", org.duplicateRules);
        json.put("readerPrincipal", org.readerPrincipal);
        json.put("packageInstalled", org.packageInstalled);
        return json;
    }

    private static Map<String, Object> write(Call call) {
        CallFacts facts = call.facts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seq", call.seq());
        json.put("at", call.at().toString());
        json.put("service", facts.service().label());
        json.put("client", facts.client());
        json.put("user", facts.user());
        json.put("method", facts.method());
        json.put("path", facts.path());
        json.put("operation", facts.operation());
        json.put("object", facts.object());
        json.put("rows", facts.rows());
        json.put("status", call.status());
        json.put("millis", call.millis());
        json.put("bytesIn", facts.bytesIn());
        json.put("bytesOut", call.bytesOut());
        json.put("fault", call.fault());
        if (facts.batch() != null) {
            json.put("batch", facts.batch());
        }
        return json;
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ControlError.bad("'since' must be a sequence number");
        }
    }
}
