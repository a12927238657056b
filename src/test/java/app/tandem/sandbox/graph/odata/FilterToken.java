package app.tandem.sandbox.graph.odata;

import java.util.ArrayList;
import java.util.List;

/** A word, literal or sign of a filter. */
record FilterToken(Kind kind, String text, int position) {

    enum Kind {
        WORD("Untyped"),
        STRING("String"),
        NUMBER("Double"),
        TIME("DateTimeOffset"),
        SIGN("Untyped"),
        END("Untyped");

        private final String edm;

        Kind(String edm) {
            this.edm = edm;
        }

        String edm() {
            return edm;
        }
    }

    boolean is(String wanted) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(wanted);
    }

    boolean isWord(String wanted) {
        return kind == Kind.WORD && text.equalsIgnoreCase(wanted);
    }

    /** All tokens with an end behind them. */
    static List<FilterToken> all(String text) {
        List<FilterToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                at = string(text, at, tokens);
            } else if ("(),:/".indexOf(c) >= 0) {
                tokens.add(new FilterToken(Kind.SIGN, String.valueOf(c), at++));
            } else {
                at = word(text, at, tokens);
            }
        }
        tokens.add(new FilterToken(Kind.END, "", at));
        return tokens;
    }

    private static int string(String text, int start, List<FilterToken> into) {
        StringBuilder value = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) != '\'') {
                value.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                value.append('\'');
                at++;
            } else {
                into.add(new FilterToken(Kind.STRING, value.toString(), start));
                return at + 1;
            }
        }
        throw Problem.bad(
                "BadRequest",
                "Invalid filter clause: There is an unterminated string literal at position " + text.length() + " in '"
                        + text + "'.");
    }

    private static int word(String text, int start, List<FilterToken> into) {
        int at = start;
        boolean digits = Character.isDigit(text.charAt(start)) || text.charAt(start) == '-';
        // A time holds colons; nothing else that begins with a digit does.
        while (at < text.length() && (isWord(text.charAt(at)) || (digits && text.charAt(at) == ':'))) {
            at++;
        }
        if (at == start) {
            throw Problem.bad(
                    "BadRequest",
                    "Invalid filter clause: Syntax error: character '" + text.charAt(at) + "' is not valid at position "
                            + at + ".");
        }
        String word = text.substring(start, at);
        boolean time = digits && word.length() >= 10 && word.indexOf('-', 1) == 4;
        boolean number = digits && !time && word.matches("-?\\d+(\\.\\d+)?");
        into.add(new FilterToken(time ? Kind.TIME : number ? Kind.NUMBER : Kind.WORD, word, start));
        return at;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_.-+@$".indexOf(c) >= 0;
    }
}
