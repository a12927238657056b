package app.tandem.crm.salesforce;

import app.tandem.crm.LeadConversion;
import app.tandem.crm.NewRecord;
import app.tandem.crm.ObjectHead;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordForm;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.RecordMerge;
import app.tandem.crm.Records;
import app.tandem.crm.RelatedRecords;
import app.tandem.crm.RelatedSearch;
import app.tandem.crm.SaveOutcome;
import app.tandem.crm.TextSearch;
import app.tandem.crm.TimelineEntry;
import app.tandem.crm.TimelineFilter;
import app.tandem.item.RecordRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pane's port over one user's {@link Conversation}. */
final class SalesforceRecords implements Records {

    private final Conversation conversation;
    private final Asking asking;

    SalesforceRecords(Conversation conversation, Catalog.OfUsers catalogs) {
        this.conversation = conversation;
        this.asking = new Asking(conversation, catalogs);
    }

    @Override
    public List<ObjectHead> objects() {
        return asking.ask(directory -> directory.heads().values().stream()
                .sorted(Comparator.comparing(ObjectHead::label, String.CASE_INSENSITIVE_ORDER))
                .toList());
    }

    @Override
    public Optional<ObjectInfo> object(String name) {
        return asking.ask(directory -> directory.info(name));
    }

    @Override
    public void refresh() {
        asking.refresh();
    }

    @Override
    public RelatedRecords related(RelatedSearch search) {
        return asking.ask(directory -> new RelatedFinder(conversation, directory, search).run());
    }

    @Override
    public Optional<RecordDetail> detail(RecordRef record) {
        return asking.ask(directory -> new DetailReader(new Queries(conversation), directory).read(record));
    }

    @Override
    public List<RecordGroup> search(TextSearch search) {
        return asking.ask(directory -> new TextFinder(conversation, directory).find(search));
    }

    @Override
    public List<RecordCard> recent(List<ObjectView> objects) {
        return asking.ask(directory -> new TextFinder(conversation, directory).recent(objects));
    }

    @Override
    public Optional<RecordForm> form(String object, @Nullable String recordTypeId) {
        return asking.ask(directory -> directory
                .info(object)
                .filter(info -> info.head().createable())
                .map(info -> Forms.form(info, directory.layout(info), recordTypeId)));
    }

    @Override
    public SaveOutcome create(NewRecord record) {
        return asking.ask(directory -> new RecordSaving(conversation, directory).create(record));
    }

    @Override
    public SaveOutcome update(
            RecordRef record,
            Map<String, @Nullable Object> changes,
            RecordDetail.Loaded loaded,
            boolean allowDuplicates) {
        return asking.ask(directory ->
                new RecordSaving(conversation, directory).update(record, changes, loaded, allowDuplicates));
    }

    @Override
    public SaveOutcome merge(RecordMerge merge) {
        return asking.ask(directory -> new RecordSaving(conversation, directory).merge(merge));
    }

    @Override
    public List<String> convertedStatuses() {
        return asking.ask(directory -> RecordSaving.convertedStatuses(new Queries(conversation)));
    }

    @Override
    public SaveOutcome convert(LeadConversion conversion) {
        return asking.ask(directory -> new RecordSaving(conversation, directory).convert(conversion));
    }

    @Override
    public List<TimelineEntry> timeline(Set<RecordRef> records, TimelineFilter filter) {
        return asking.ask(directory -> new TimelineReader(conversation, directory, filter).read(records));
    }

    @Override
    public SaveOutcome completeTask(String taskId) {
        return asking.ask(directory -> new RecordSaving(conversation, directory)
                .change(new RecordRef("Task", taskId), Map.of("Status", directory.closedTaskStatus()), false));
    }

    @Override
    public SaveOutcome memo(RecordRef record, String text) {
        return asking.ask(directory -> new Memos(conversation, directory).add(record, text));
    }
}
