package app.tandem.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Faults on every kind of call that the mail lane makes, each dealt once from a seed over the calls that a calm day makes
 * of that kind. No two of them strike one call: what control counts as fired was acted out.
 */
final class DealtFaults {

    /** The share of a calm day's calls over which the faults are spread: the rest is made whatever fails. */
    private static final double SPREAD = 0.4;

    private static final String NONE = ": none";

    private static final Map<String, Map<String, Object>> FAULTS = faults();

    private static final String REFUSED = "429 429-wait 401 500 503 503-date";
    private static final String LOST = "cut-before cut-after truncated";

    private static final List<Kind> KINDS = List.of(
            Kind.of("graph", "GET /users/*/mailFolders/*/messages/delta", REFUSED, LOST, "gone replay"),
            Kind.of("graph", "POST /$batch", REFUSED, LOST),
            Kind.of("graph", "GET /users/*/messages/*", REFUSED),
            Kind.of("graph", "PATCH /users/*/messages/*", REFUSED, "412"),
            Kind.of("graph", "POST /users/*/messages/*/move", REFUSED, "412"),
            Kind.of("graph", "GET /users/*/messages/*/attachments/*/$value", REFUSED, LOST),
            Kind.of("graph", "POST /subscriptions", REFUSED, LOST),
            Kind.of("graph", "PATCH /subscriptions/*", REFUSED, LOST),
            Kind.of("notifications", "*", "503 drop duplicate late"),
            Kind.of("salesforce", "query", "429 429-wait 500 503", LOST, "session"),
            Kind.of("salesforce", "queryAll", "500 503", LOST, "session"),
            Kind.of("salesforce", "create", "rows 500 503", LOST, "session").on("Task"),
            Kind.of("salesforce", "create", "rows 500 503", LOST, "session").on("EmailMessage"),
            Kind.of("salesforce", "create", "rows 500 503", LOST, "session").on("ContentVersion"),
            Kind.of("salesforce", "create", "rows 503", LOST).on("ContentDocumentLink"),
            Kind.of("salesforce", "POST /services/data/**", "401 500 503", LOST, "session"),
            Kind.of("entra", "POST /*/oauth2/v2.0/token", "429 429-wait 500 503", LOST),
            Kind.of("salesforce-login", "POST /services/oauth2/token", "500 503", LOST));

    /** Subscriptions are made as soon as somebody is connected; everything else waits until the sign-ins are over. */
    private static final String EARLY = "POST /subscriptions";

    /** Rules for control, in two bodies. */
    record Rules(String beforeConnecting, String afterwards) {}

    /** Calls of one kind and the faults they shall meet. */
    private record Kind(
            String service, String operation, @Nullable String object, List<String> faults) {

        static Kind of(String service, String operation, String... faults) {
            return new Kind(
                    service, operation, null, List.of(String.join(" ", faults).split(" ")));
        }

        Kind on(String type) {
            return new Kind(service, operation, type, faults);
        }

        String name() {
            return service + " " + operation + (object == null ? "" : " " + object);
        }

        Map<String, Object> rule(String fault, int skip) {
            return rule(name() + ": " + fault, skip, 1, FAULTS.get(fault));
        }

        Map<String, Object> rule(String id, int skip, int times, Map<String, Object> fault) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", id);
            rule.put("service", service);
            rule.put("operation", operation);
            if (object != null) {
                rule.put("object", object);
            }
            rule.put("client", "tandem");
            rule.put("skip", skip);
            rule.put("times", times);
            rule.put("fault", fault);
            return rule;
        }
    }

    /** How often rules matched and fired. */
    record Fired(Map<String, Integer> matched, Map<String, Integer> fired) {

        List<String> never() {
            return fired.entrySet().stream()
                    .filter(one -> one.getValue() == 0 && !one.getKey().endsWith(NONE))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        void print() {
            Map<String, StringBuilder> lines = new TreeMap<>();
            fired.forEach((id, times) -> {
                String[] kind = id.split(": ", 2);
                lines.computeIfAbsent(kind[0], name -> new StringBuilder("%5d calls,".formatted(matched.get(id))))
                        .append(' ')
                        .append(kind[1])
                        .append(' ')
                        .append(times);
            });
            lines.forEach((name, line) -> System.out.printf("  %-58s%s%n", name, line));
            int total = fired.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf("  %d faults of %d kinds fired%n", total, fired.size());
        }
    }

    private DealtFaults() {}

    /** Rules that never fire: they count the calls of a calm day. */
    static Rules counting() {
        return rules(0, kind -> List.of(kind.rule(kind.name() + NONE, 0, 0, FAULTS.get("drop"))));
    }

    /** The day's faults, given how often each kind of call matched on the calm day. */
    static Rules dealt(long seed, Fired calm) {
        Random dice = new Random(seed);
        return rules(seed, kind -> {
            int calls = calm.matched().getOrDefault(kind.name() + NONE, 0);
            if (calls == 0) {
                throw new AssertionError("a calm day makes no call of " + kind.name());
            }
            return deal(kind, calls, dice);
        });
    }

    private static Rules rules(long seed, Function<Kind, List<Map<String, Object>>> ofKind) {
        List<Map<String, Object>> early = new ArrayList<>();
        List<Map<String, Object>> later = new ArrayList<>();
        KINDS.forEach(kind -> (kind.operation().equals(EARLY) ? early : later).addAll(ofKind.apply(kind)));
        return new Rules(json(seed, early), json(seed, later));
    }

    /** Rows fail in the first call of an object, which is its fullest; the other faults come in any order. */
    private static List<Map<String, Object>> deal(Kind kind, int calls, Random dice) {
        List<Map<String, Object>> rules = new ArrayList<>();
        List<String> order = new ArrayList<>(kind.faults());
        Collections.shuffle(order, dice);
        boolean rows = order.remove("rows");
        if (rows) {
            rules.add(kind.rule("rows", 0));
        }
        int gap = Math.max(1, (int) (SPREAD * calls) / order.size());
        for (int i = 0; i < order.size(); i++) {
            rules.add(kind.rule(order.get(i), (rows ? 1 : 0) + i * gap + dice.nextInt(gap)));
        }
        return rules;
    }

    /** What control counted. */
    static Fired fired(JsonNode rules) {
        Map<String, Integer> matched = new LinkedHashMap<>();
        Map<String, Integer> fired = new LinkedHashMap<>();
        for (JsonNode rule : rules) {
            matched.put(rule.path("id").asString(), rule.path("matched").asInt());
            fired.put(rule.path("id").asString(), rule.path("fired").asInt());
        }
        return new Fired(matched, fired);
    }

    private static Map<String, Map<String, Object>> faults() {
        Map<String, Map<String, Object>> faults = new LinkedHashMap<>();
        for (int status : List.of(401, 412, 429, 500, 503)) {
            faults.put(String.valueOf(status), Map.of("kind", "status", "status", status));
        }
        faults.put("429-wait", Map.of("kind", "status", "status", 429, "retryAfter", "7"));
        faults.put("503-date", Map.of("kind", "status", "status", 503, "retryAfter", "date:PT10S"));
        faults.put("cut-before", Map.of("kind", "cut", "when", "before"));
        faults.put("cut-after", Map.of("kind", "cut", "when", "after"));
        faults.put("truncated", Map.of("kind", "truncate", "bytes", 60));
        faults.put("rows", Map.of("kind", "rows", "every", 2));
        faults.put("session", Map.of("kind", "expireSession"));
        faults.put("gone", Map.of("kind", "gone"));
        faults.put("replay", Map.of("kind", "replay"));
        faults.put("drop", Map.of("kind", "drop"));
        faults.put("duplicate", Map.of("kind", "duplicate", "copies", 3));
        faults.put("late", Map.of("kind", "late", "for", "PT5M"));
        return faults;
    }

    private static String json(long seed, List<Map<String, Object>> rules) {
        return JsonMapper.shared().writeValueAsString(Map.of("seed", seed, "rules", rules));
    }
}
