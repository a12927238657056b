package app.tandem.sidebar.field;

import app.tandem.crm.RecordCard;
import java.util.List;
import java.util.function.Consumer;

/** Where a reference's record is looked for (pane U-143, U-144). */
public interface LookUp {

    /** For fields that are no references. */
    LookUp NOWHERE = new LookUp() {
        @Override
        public void find(
                List<String> objects, String text, Consumer<List<RecordCard>> found, Consumer<String> trouble) {
            found.accept(List.of());
        }

        @Override
        public void create(String object, Consumer<RecordCard> created) {}

        @Override
        public List<String> createable(List<String> objects) {
            return List.of();
        }
    };

    /**
     * Records of these objects with that text; the latest ones when it is empty.
     *
     * @param found gets them in the UI's thread
     * @param trouble gets what went wrong, in words
     */
    void find(List<String> objects, String text, Consumer<List<RecordCard>> found, Consumer<String> trouble);

    /** Opens the form for a new record of that object; what was created is chosen then. */
    void create(String object, Consumer<RecordCard> created);

    /** Those of these objects of which a new record may be made from here (pane U-143). */
    List<String> createable(List<String> objects);
}
