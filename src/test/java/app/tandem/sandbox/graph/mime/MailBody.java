package app.tandem.sandbox.graph.mime;

import java.util.ArrayList;
import java.util.List;

/** Chooses and joins the parts that people read. */
final class MailBody {

    private record Piece(boolean html, String text) {}

    private MailBody() {}

    static Mail.Body of(Part root) {
        List<Piece> pieces = pieces(root);
        boolean html = pieces.stream().anyMatch(Piece::html);
        StringBuilder whole = new StringBuilder();
        for (Piece piece : pieces) {
            whole.append(html && !piece.html() ? HtmlText.fromText(piece.text()) : piece.text());
        }
        return new Mail.Body(html, whole.toString());
    }

    private static List<Piece> pieces(Part part) {
        if (part.children().isEmpty()) {
            return PartKind.isText(part) ? List.of(piece(part)) : List.of();
        }
        if (part.mediaType().equals("multipart/alternative")) {
            return best(part);
        }
        List<Piece> all = new ArrayList<>();
        for (Part child : part.children()) {
            all.addAll(pieces(child));
        }
        return all;
    }

    /** The last HTML form, else the first that says anything. */
    private static List<Piece> best(Part alternative) {
        List<Piece> best = List.of();
        for (Part child : alternative.children()) {
            List<Piece> form = pieces(child);
            if (best.isEmpty() || form.stream().anyMatch(Piece::html)) {
                best = form.isEmpty() ? best : form;
            }
        }
        return best;
    }

    private static Piece piece(Part part) {
        String text = Charsets.decode(
                part.content().bytes(), part.parameter("charset").orElse(null));
        return new Piece(part.mediaType().equals("text/html"), text);
    }
}
