package app.tandem.sandbox.control;

import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Faults;
import app.tandem.sandbox.kernel.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rules of faults as the contract writes them. */
final class FaultRules {

    private final AtomicLong unnamed = new AtomicLong();

    /** The rules of a body, all of them or none. */
    List<FaultRule> read(JsonNode rules) {
        if (!rules.isArray()) {
            throw ControlError.bad("'rules' must be a list");
        }
        List<FaultRule> read = new ArrayList<>();
        for (JsonNode rule : rules) {
            read.add(rule(Fields.of(rule, "rule " + (read.size() + 1))));
        }
        return read;
    }

    private FaultRule rule(Fields fields) {
        FaultRule rule = new FaultRule(
                fields.text("id").orElseGet(() -> "rule-" + unnamed.incrementAndGet()),
                fields.text("service").map(FaultRules::service).orElse(null),
                fields.text("operation").orElse(null),
                fields.text("user").orElse(null),
                fields.text("object").orElse(null),
                fields.text("client").orElse(null),
                fields.text("exceptClient").orElse(null),
                fields.whole("skip").orElse(0),
                fields.whole("times").orElse(1),
                fields.number("probability").orElse(null),
                fault(Fields.of(fields.required("fault", Fields::node), "the fault")));
        fields.noMore();
        Double probability = rule.probability();
        if (rule.skip() < 0 || rule.times() < 0 || probability != null && !(probability >= 0 && probability <= 1)) {
            throw ControlError.bad("skip and times must not be negative, probability must be 0 to 1");
        }
        return rule;
    }

    private static Fault fault(Fields fields) {
        String kind = fields.required("kind", Fields::text);
        Fault fault = switch (kind) {
            case "delay" -> new Fault.Delay(fields.required("for", Fields::duration));
            case "status" -> status(fields);
            case "cut" -> new Fault.Cut(afterEffect(fields.required("when", Fields::text)));
            case "truncate" -> new Fault.Truncate(fields.required("bytes", Fields::large));
            case "rows" -> rows(fields);
            case "expireSession" -> new Fault.ExpireSession();
            case "revokeGrant" -> new Fault.RevokeGrant();
            case "gone" -> new Fault.Gone();
            case "replay" -> new Fault.Replay();
            case "duplicate" -> new Fault.Duplicate(fields.required("copies", Fields::whole));
            case "drop" -> new Fault.Drop();
            case "late" -> new Fault.Late(fields.required("for", Fields::duration));
            case "rateLimit" ->
                new Fault.RateLimit(
                        fields.required("perSecond", Fields::number),
                        fields.whole("concurrent").orElse(0));
            default -> throw ControlError.bad("unknown kind of fault '" + kind + "'");
        };
        fields.noMore();
        return fault;
    }

    private static Fault status(Fields fields) {
        int status = fields.required("status", Fields::whole);
        if (status < 400 || status > 599) {
            throw ControlError.bad("'status' must be 400 to 599");
        }
        return new Fault.Status(
                status,
                fields.text("retryAfter").map(FaultRules::retryAfter).orElse(null),
                fields.text("code").orElse(null));
    }

    private static String retryAfter(String text) {
        if (text.startsWith("date:")) {
            try {
                Duration.parse(text.substring(5));
                return text;
            } catch (java.time.format.DateTimeParseException e) {
                throw ControlError.bad("'retryAfter' after date: must be a duration");
            }
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw ControlError.bad("'retryAfter' must be seconds or date:PT10S");
        }
        return text;
    }

    private static boolean afterEffect(String when) {
        return switch (when) {
            case "before" -> false;
            case "after" -> true;
            default -> throw ControlError.bad("'when' must be before or after");
        };
    }

    private static Fault rows(Fields fields) {
        int every = fields.whole("every").orElse(0);
        String containing = fields.text("containing").orElse(null);
        if ((every > 0) == (containing != null)) {
            throw ControlError.bad("a rows fault needs either 'every' or 'containing'");
        }
        return new Fault.Rows(
                every,
                containing,
                fields.text("code").orElse("UNABLE_TO_LOCK_ROW"),
                fields.text("message").orElse("unable to obtain exclusive access to this record"));
    }

    private static Service service(String label) {
        try {
            return Service.of(label);
        } catch (IllegalArgumentException e) {
            throw ControlError.bad(String.valueOf(e.getMessage()));
        }
    }

    /** A rule and its counts, as the contract lists them. */
    static Map<String, Object> write(Faults.Count count) {
        FaultRule rule = count.rule();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        Service service = rule.service();
        put(json, "service", service == null ? null : service.label());
        put(json, "operation", rule.operation());
        put(json, "user", rule.user());
        put(json, "object", rule.object());
        put(json, "client", rule.client());
        put(json, "exceptClient", rule.exceptClient());
        json.put("skip", rule.skip());
        json.put("times", rule.times());
        put(json, "probability", rule.probability());
        json.put("fault", write(rule.fault()));
        json.put("matched", count.matched());
        json.put("fired", count.fired());
        return json;
    }

    private static Map<String, Object> write(Fault fault) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", fault.kind());
        switch (fault) {
            case Fault.Delay delay -> json.put("for", delay.time().toString());
            case Fault.Late late -> json.put("for", late.time().toString());
            case Fault.Status status -> {
                json.put("status", status.status());
                put(json, "retryAfter", status.retryAfter());
                put(json, "code", status.code());
            }
            case Fault.Cut cut -> json.put("when", cut.afterEffect() ? "after" : "before");
            case Fault.Truncate early -> json.put("bytes", early.bytes());
            case Fault.Rows rows -> {
                put(json, "every", rows.every() > 0 ? rows.every() : null);
                put(json, "containing", rows.containing());
                json.put("code", rows.code());
                json.put("message", rows.message());
            }
            case Fault.Duplicate duplicate -> json.put("copies", duplicate.copies());
            case Fault.RateLimit limit -> {
                json.put("perSecond", limit.perSecond());
                json.put("concurrent", limit.concurrent());
            }
            default -> {}
        }
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
