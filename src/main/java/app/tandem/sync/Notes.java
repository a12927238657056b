package app.tandem.sync;

import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.Reason;
import app.tandem.safehtml.Characters;
import app.tandem.safehtml.Cuts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lines below the text of a saved message: where its cloud files lie, and which files were left out and why. */
final class Notes {

    private static final int LONGEST_NAME = 120;

    private Notes() {}

    /** Pictures of the body are worth a line only where they should be seen and are not. */
    static List<String> of(List<? extends AttachmentPlan> plans, Set<AttachmentId> shown) {
        List<String> lines = new ArrayList<>();
        for (AttachmentPlan plan : plans) {
            switch (plan) {
                case AttachmentPlan.Link link ->
                    lines.add("Link: " + name(link.attachment()) + " <" + link.url() + ">");
                case AttachmentPlan.Skip skip
                when skip.reason().state() == Reason.State.REFUSED ->
                    lines.add("Not saved: " + name(skip.attachment()) + " (" + why(skip.reason()) + ")");
                case AttachmentPlan.Skip ignored -> {}
                case AttachmentPlan.Save ignored -> {}
                case AttachmentPlan.Show show
                when !shown.contains(show.attachment().id()) ->
                    lines.add("Not saved: " + name(show.attachment()) + " (Salesforce did not take it)");
                case AttachmentPlan.Show ignored -> {}
            }
        }
        return lines;
    }

    private static String name(Attachment attachment) {
        String name = attachment.name() == null ? "" : Characters.line(attachment.name());
        return name.isEmpty() ? "attachment" : Cuts.text(name, LONGEST_NAME, FieldValues.MORE);
    }

    private static String why(Reason reason) {
        String code = reason.code() == null ? "" : reason.code();
        return switch (code) {
            case AttachmentPlanner.MAX_SIZE -> "too large";
            case AttachmentPlanner.MIN_SIZE -> "smaller than the company's limit";
            case AttachmentPlanner.EXTENSION -> "this kind of file is not allowed";
            case AttachmentPlanner.NO_FILES -> "files cannot be stored in this Salesforce org";
            case AttachmentPlanner.NO_LINK -> "its link cannot be followed";
            default -> reason.rule();
        };
    }
}
