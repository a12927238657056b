package app.tandem.sandbox.graph.mime;

import java.util.Optional;

/** Which parts Exchange lists as attachments, and which of those as inline. */
final class PartKind {

    private PartKind() {}

    /** Empty: not an attachment. Otherwise whether it is an inline one. */
    static Optional<Boolean> attached(Part leaf) {
        boolean marked = leaf.disposition().equals("attachment");
        if (isText(leaf) || (!marked && isMachinePart(leaf))) {
            return Optional.empty();
        }
        return Optional.of(!marked && isInline(leaf));
    }

    /** Text without a name that is not marked as an attachment is body. */
    static boolean isText(Part leaf) {
        String type = leaf.mediaType();
        return (type.equals("text/plain") || type.equals("text/html"))
                && !leaf.disposition().equals("attachment")
                && leaf.fileName().isEmpty();
    }

    private static boolean isInline(Part leaf) {
        boolean image = leaf.mediaType().startsWith("image/");
        boolean related = leaf.parentType().equals("multipart/related");
        return (leaf.contentId().isPresent() && (image || related))
                || (image && leaf.disposition().equals("inline"));
    }

    /** Parts that speak to programs: other forms of the body, delivery reports, signatures. */
    private static boolean isMachinePart(Part leaf) {
        String type = leaf.mediaType();
        return switch (leaf.parentType()) {
            case "multipart/alternative" ->
                leaf.fileName().isEmpty()
                        && !isInline(leaf)
                        && (leaf.contentId().isEmpty() || type.startsWith("text/"));
            case "multipart/report" -> !type.equals("message/rfc822");
            case "multipart/signed" -> type.endsWith("-signature");
            default -> false;
        };
    }
}
