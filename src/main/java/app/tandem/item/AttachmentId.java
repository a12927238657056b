package app.tandem.item;

/** The id of an attachment within its item. */
public record AttachmentId(String value) {

    /** The message itself as a file of its activity (pane U-196); no attachment has this id. */
    public static final AttachmentId MESSAGE = new AttachmentId("message");
}
