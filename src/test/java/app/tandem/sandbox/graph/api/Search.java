package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code $search}: words, or {@code property:words}, all of which must be found. */
record Search(List<Term> terms) {

    private record Term(String property, String words) {}

    private static final Set<String> PROPERTIES = Set.of(
            "subject",
            "from",
            "to",
            "cc",
            "bcc",
            "recipients",
            "participants",
            "body",
            "attachment",
            "hasattachment",
            "hasattachments",
            "importance",
            "kind",
            "received",
            "sent",
            "size");

    static Search of(String option) {
        String text = option.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw Problem.bad(
                    "BadRequest",
                    "Syntax error: character ':' is not valid: a $search value must be enclosed in double quotes.");
        }
        List<Term> terms = new ArrayList<>();
        for (String piece : pieces(text.substring(1, text.length() - 1).replace("\\\"", "\""))) {
            int colon = piece.indexOf(':');
            String property = colon < 0 ? "" : piece.substring(0, colon).toLowerCase(Locale.ROOT);
            boolean known = PROPERTIES.contains(property);
            String words = known ? piece.substring(colon + 1) : piece;
            terms.add(new Term(known ? property : "", words.toLowerCase(Locale.ROOT)));
        }
        return new Search(terms);
    }

    /** Words between blanks; what stands in quotes is one. */
    private static List<String> pieces(String query) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (char c : (query + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (!piece.isEmpty() && !piece.toString().equals("AND")) {
                    pieces.add(piece.toString());
                }
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        return pieces;
    }

    boolean finds(Message message) {
        return terms.stream().allMatch(term -> text(message, term.property()).contains(term.words()));
    }

    private static String text(Message message, String property) {
        String people = people(Stream.of(message.recipients.to(), message.recipients.cc(), message.recipients.bcc())
                .flatMap(List::stream));
        String from = message.from == null ? "" : people(Stream.of(message.from));
        String text = switch (property) {
            case "subject" -> message.subject;
            case "from" -> from;
            case "to" -> people(message.recipients.to().stream());
            case "cc" -> people(message.recipients.cc().stream());
            case "bcc" -> people(message.recipients.bcc().stream());
            case "recipients" -> people;
            case "participants" -> from + " " + people;
            case "body" -> message.body.text();
            case "attachment" -> files(message);
            case "hasattachment", "hasattachments" -> Boolean.toString(message.hasAttachments());
            case "importance" -> message.importance;
            case "" -> message.subject + " " + from + " " + message.body.text();
            default -> "";
        };
        return text.toLowerCase(Locale.ROOT);
    }

    private static String people(Stream<Address> addresses) {
        return addresses.map(one -> one.name() + " " + one.address()).collect(Collectors.joining(" "));
    }

    private static String files(Message message) {
        return message.attachments.stream().map(one -> one.name()).collect(Collectors.joining(" "));
    }
}
