package app.tandem.sandbox.salesforce;

import org.jspecify.annotations.Nullable;

/** Markup of the org page; text enters it only escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Our own markup, as it stands. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Somebody's text. */
    Html text(@Nullable Object text) {
        out.append(escape(text));
        return this;
    }

    /** Markup with a place {@code %s} for each text; the texts are escaped. */
    Html format(String markup, @Nullable Object... texts) {
        Object[] escaped = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = texts[i] instanceof Html html ? html.toString() : escape(texts[i]);
        }
        out.append(markup.formatted(escaped));
        return this;
    }

    Html add(Html other) {
        out.append(other.out);
        return this;
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    static String escape(@Nullable Object text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder();
        for (char c : text.toString().toCharArray()) {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
