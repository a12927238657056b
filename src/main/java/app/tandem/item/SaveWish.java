package app.tandem.item;

import java.util.List;
import java.util.Optional;

/**
 * A person's wish to save an item. Ids only.
 *
 * @param chosen the person chose the records, even if there are none of them (sync E-48, S-41); otherwise they are chosen
 *     automatically
 * @param people chosen Contacts and Leads, the primary one first
 * @param business chosen business records, the primary one first
 * @param files chosen attachments; empty for what the settings choose
 * @param thread later and earlier mail of the conversation too (pane U-214)
 * @param duplicates further activities may be written for records that one activity cannot hold (pane U-188, U-190)
 * @param wording id of the {@link Wording} that lies with the mail in the mailbox; empty where the activity says what the mail says
 */
public record SaveWish(
        boolean chosen,
        List<RecordRef> people,
        List<RecordRef> business,
        Optional<List<AttachmentId>> files,
        boolean thread,
        boolean duplicates,
        Optional<String> wording) {

    public SaveWish {
        people = people.stream().distinct().toList();
        business = business.stream().distinct().toList();
        files = files.map(List::copyOf);
        if (!chosen && !(people.isEmpty() && business.isEmpty())) {
            throw new IllegalArgumentException("records that nobody chose");
        }
    }

    /** Saved as the lane would save it: records and files chosen automatically. */
    public static SaveWish automatic() {
        return new SaveWish(false, List.of(), List.of(), Optional.empty(), false, true, Optional.empty());
    }

    /** Saved to exactly these records, to none if there are none; files by setting. */
    public static SaveWish to(List<RecordRef> people, List<RecordRef> business) {
        return new SaveWish(true, people, business, Optional.empty(), false, true, Optional.empty());
    }

    /** All chosen records, people first. */
    public List<RecordRef> records() {
        return java.util.stream.Stream.concat(people.stream(), business.stream())
                .toList();
    }

    /** The same wish with these files only. */
    public SaveWish files(List<AttachmentId> only) {
        return new SaveWish(chosen, people, business, Optional.of(only), thread, duplicates, wording);
    }

    /** The same wish for the whole conversation. */
    public SaveWish wholeThread() {
        return new SaveWish(chosen, people, business, files, true, duplicates, wording);
    }

    /** The same wish, to be met with one activity only. */
    public SaveWish withoutDuplicates() {
        return new SaveWish(chosen, people, business, files, thread, false, wording);
    }

    /** The same wish with that wording. */
    public SaveWish worded(String id) {
        return new SaveWish(chosen, people, business, files, thread, duplicates, Optional.of(id));
    }
}
