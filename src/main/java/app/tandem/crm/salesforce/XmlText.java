package app.tandem.crm.salesforce;

/** What XML 1.0 can carry. WSC lets U+FFFE through, which makes a request ill-formed (salesforce-notes 2.4). */
final class XmlText {

    private static final int REPLACEMENT = 0xfffd;

    private XmlText() {}

    /** Whether a code point may stand in a document. */
    static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000 && c <= 0x10ffff;
    }

    /** The text without what XML cannot carry; half a surrogate pair becomes the replacement character. */
    static String clean(String text) {
        if (text.codePoints().allMatch(XmlText::isAllowed)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isAllowed(c)) {
                clean.appendCodePoint(c);
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.appendCodePoint(REPLACEMENT);
            }
        });
        return clean.toString();
    }

    /** Bytes of the text in a request, escapes included. */
    static long size(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += switch (c) {
                case '<', '>' -> 4;
                case '&', '\r' -> 5;
                case '"', '\'' -> 6;
                default -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            };
        }
        return size;
    }
}
