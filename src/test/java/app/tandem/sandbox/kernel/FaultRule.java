package app.tandem.sandbox.kernel;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes: all given conditions must hold. {@code skip} lets the first n matches pass; then {@code times}
 * fire, or each with {@code probability}.
 *
 * @param operation method and path pattern ({@code *} one segment, {@code **} any number) or a SOAP operation's name
 * @param exceptClient a client the rule does not touch
 */
public record FaultRule(
        String id,
        @Nullable Service service,
        @Nullable String operation,
        @Nullable String user,
        @Nullable String object,
        @Nullable String client,
        @Nullable String exceptClient,
        int skip,
        int times,
        @Nullable Double probability,
        Fault fault) {

    /** Whether the rule speaks of this call. */
    public boolean matches(CallFacts call) {
        return (service == null || service == call.service())
                && (operation == null || matchesOperation(operation, call))
                && (user == null || user.equalsIgnoreCase(call.user()))
                && (object == null || object.equalsIgnoreCase(call.object()))
                && (client == null || client.equals(call.client()))
                && (exceptClient == null || !exceptClient.equals(call.client()));
    }

    private static boolean matchesOperation(String operation, CallFacts call) {
        if (operation.equals("*")) {
            return true;
        }
        if (!operation.contains("/")) {
            return operation.equalsIgnoreCase(call.operation()) || operation.equalsIgnoreCase(call.method());
        }
        int space = operation.indexOf(' ');
        String method = space < 0 ? "*" : operation.substring(0, space);
        String path = operation.substring(space + 1);
        return (method.equals("*") || method.equalsIgnoreCase(call.method()))
                && pathPattern(path).matcher(call.path()).matches();
    }

    private static Pattern pathPattern(String path) {
        StringBuilder regex = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() && regex.isEmpty()) {
                continue;
            }
            if (segment.equals("**")) {
                regex.append("(/.*)?");
            } else {
                regex.append('/');
                for (String literal : segment.splitWithDelimiters("\\*", -1)) {
                    regex.append(literal.equals("*") ? "[^/]*" : Pattern.quote(literal));
                }
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
