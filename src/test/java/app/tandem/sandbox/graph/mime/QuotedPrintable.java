package app.tandem.sandbox.graph.mime;

import java.io.ByteArrayOutputStream;

/** Quoted-printable whose hard line breaks stay as they came, LF or CRLF: files must come out as they went in. */
final class QuotedPrintable {

    private QuotedPrintable() {}

    /** The decoded bytes; an equals sign that means nothing stays. */
    static byte[] decode(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int at = 0; at < in.length; at++) {
            int skip = in[at] == '=' ? softBreak(in, at + 1) : -1;
            int high = in[at] == '=' && at + 2 < in.length ? Character.digit(in[at + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[at + 2], 16);
            if (skip >= 0) {
                at += skip;
            } else if (low >= 0) {
                out.write(high * 16 + low);
                at += 2;
            } else {
                out.write(in[at]);
            }
        }
        return out.toByteArray();
    }

    /** How many bytes of blanks and line end follow; -1 when it is no line end. */
    private static int softBreak(byte[] in, int from) {
        int at = from;
        while (at < in.length && (in[at] == ' ' || in[at] == '\t')) {
            at++;
        }
        at += at < in.length && in[at] == '\r' ? 1 : 0;
        if (at < in.length && in[at] == '\n') {
            return at + 1 - from;
        }
        return at == in.length ? at - from : -1;
    }
}
