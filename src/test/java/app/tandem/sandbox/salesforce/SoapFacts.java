package app.tandem.sandbox.salesforce;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the call log says of a SOAP call: the object it is about and how many records it carries. */
final class SoapFacts {

    private static final Pattern LAST_FROM = Pattern.compile("\\bFROM\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private SoapFacts() {}

    static @Nullable String object(SoapCall call) {
        Node record = call.body().child("sObjects");
        if (record != null) {
            return record.value("type");
        }
        String type = call.body().value("sObjectType");
        if (type != null) {
            return type;
        }
        String query = call.body().value("queryString");
        return query == null ? prefix(call) : from(query);
    }

    static int rows(SoapCall call) {
        int rows = 0;
        for (String part : List.of("sObjects", "ids", "leadConverts", "request")) {
            rows += call.body().all(part).size();
        }
        return rows;
    }

    /** The object a query asks for: the FROM outside all brackets. */
    static @Nullable String from(String query) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                }
                quoted = c != '\'';
                continue;
            }
            switch (c) {
                case '\'' -> quoted = true;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                outside.append(c == ')' ? ' ' : c);
            }
        }
        Matcher from = LAST_FROM.matcher(outside);
        return from.find() ? from.group(1) : null;
    }

    private static @Nullable String prefix(SoapCall call) {
        Node id = call.body().child("ids");
        if (id == null || id.text.length() < 3) {
            return null;
        }
        return SchemaStatement.load().stream()
                .filter(type -> type.prefix().equals(id.text.substring(0, 3)))
                .map(ObjectType::name)
                .findFirst()
                .orElse(null);
    }
}
