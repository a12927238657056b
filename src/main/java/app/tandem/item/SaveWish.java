package app.tandem.item;

import java.util.List;
import java.util.Optional;

/**
 * A person's wish to save an item. Ids only.
 *
 * @param people chosen Contacts and Leads, the primary one first
 * @param business chosen business records, the primary one first; no people and no business records: chosen automatically
 * @param files chosen attachments; empty for what the settings choose
 * @param thread later and earlier mail of the conversation too (pane U-214)
 * @param duplicates further activities may be written for records that one activity cannot hold (pane U-188, U-190)
 */
public record SaveWish(
        List<RecordRef> people,
        List<RecordRef> business,
        Optional<List<AttachmentId>> files,
        boolean thread,
        boolean duplicates) {

    public SaveWish {
        people = people.stream().distinct().toList();
        business = business.stream().distinct().toList();
        files = files.map(List::copyOf);
    }

    /** Saved as the lane would save it: records and files chosen automatically. */
    public static SaveWish automatic() {
        return to(List.of(), List.of());
    }

    /** Saved to exactly these records, files by setting. */
    public static SaveWish to(List<RecordRef> people, List<RecordRef> business) {
        return new SaveWish(people, business, Optional.empty(), false, true);
    }

    /** Whether records are chosen automatically. */
    public boolean isAutomatic() {
        return people.isEmpty() && business.isEmpty();
    }

    /** All chosen records, people first. */
    public List<RecordRef> records() {
        return java.util.stream.Stream.concat(people.stream(), business.stream())
                .toList();
    }

    /** The same wish with these files only. */
    public SaveWish files(List<AttachmentId> only) {
        return new SaveWish(people, business, Optional.of(only), thread, duplicates);
    }

    /** The same wish for the whole conversation. */
    public SaveWish wholeThread() {
        return new SaveWish(people, business, files, true, duplicates);
    }

    /** The same wish, to be met with one activity only. */
    public SaveWish withoutDuplicates() {
        return new SaveWish(people, business, files, thread, false);
    }
}
