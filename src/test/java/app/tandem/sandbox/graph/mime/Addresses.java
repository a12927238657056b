package app.tandem.sandbox.graph.mime;

import java.util.ArrayList;
import java.util.List;

/** An address list as people and programs write it: groups, comments, quotes, and much that no standard allows. */
final class Addresses {

    private final String text;
    private final List<Address> found = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angle = "";
    private boolean hasAngle;
    private int at;

    private Addresses(String text) {
        this.text = text;
    }

    static List<Address> parse(String field) {
        Addresses parser = new Addresses(field);
        parser.run();
        return List.copyOf(parser.found);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case ',', ';' -> end();
                case ':' -> group();
                default -> words.append(c);
            }
        }
        end();
    }

    /** What came before a colon names a group, unless it is part of an address. */
    private void group() {
        if (words.indexOf("@") >= 0) {
            words.append(':');
        } else {
            words.setLength(0);
        }
    }

    private void quoted() {
        StringBuilder inside = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            inside.append(text.charAt(at++));
        }
        at++;
        boolean local = at < text.length() && text.charAt(at) == '@';
        words.append(local ? '"' + inside.toString() + '"' : inside.toString().replace('@', '\uE000'));
    }

    private void comment() {
        int depth = 1;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '\\' && at < text.length()) {
                comment.append(text.charAt(at++));
            } else if (depth > 0) {
                comment.append(c);
            }
        }
    }

    private void angle() {
        int close = text.indexOf('>', at);
        int end = close < 0 ? text.length() : close;
        angle = text.substring(at, end).strip();
        hasAngle = true;
        at = end + 1;
    }

    private void end() {
        String before = words.toString().strip();
        if (hasAngle) {
            String address =
                    angle.contains(":") && angle.startsWith("@") ? angle.substring(angle.indexOf(':') + 1) : angle;
            add(before.isEmpty() ? comment.toString() : before, address);
        } else if (!before.isEmpty()) {
            add(comment.toString(), before.replaceAll("\\s+", before.contains("@") ? "" : " "));
        }
        words.setLength(0);
        comment.setLength(0);
        angle = "";
        hasAngle = false;
    }

    private void add(String name, String address) {
        String shown = HeaderText.decode(name.replace('\uE000', '@')).strip();
        if (!address.isEmpty() || !shown.isEmpty()) {
            String bare = RawText.clean(address.replace('\uE000', '@'));
            found.add(new Address(shown.isEmpty() ? bare : shown, bare));
        }
    }
}
