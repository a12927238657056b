package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import app.tandem.crm.ObjectHead;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.Records;
import app.tandem.crm.RelatedRecords;
import app.tandem.crm.RelatedSearch;
import app.tandem.crm.TextSearch;
import app.tandem.item.RecordRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The pane's port over one user's {@link Conversation}. */
final class SalesforceRecords implements Records {

    private final Conversation conversation;
    private final Catalog.OfUsers catalogs;

    SalesforceRecords(Conversation conversation, Catalog.OfUsers catalogs) {
        this.conversation = conversation;
        this.catalogs = catalogs;
    }

    @Override
    public List<ObjectHead> objects() {
        return asking(directory -> directory.heads().values().stream()
                .sorted(Comparator.comparing(ObjectHead::label, String.CASE_INSENSITIVE_ORDER))
                .toList());
    }

    @Override
    public Optional<ObjectInfo> object(String name) {
        return asking(directory -> directory.info(name));
    }

    @Override
    public void refresh() {
        catalogs.drop(crm());
    }

    @Override
    public RelatedRecords related(RelatedSearch search) {
        return asking(directory -> new RelatedFinder(conversation, directory, search).run());
    }

    @Override
    public Optional<RecordDetail> detail(RecordRef record) {
        return asking(directory -> new DetailReader(new Queries(conversation), directory).read(record));
    }

    @Override
    public List<RecordGroup> search(TextSearch search) {
        return asking(directory -> new TextFinder(conversation, directory).find(search));
    }

    @Override
    public List<RecordCard> recent(List<ObjectView> objects) {
        return asking(directory -> new TextFinder(conversation, directory).recent(objects));
    }

    /** Reads with what is known of the org; once more with what it really is, if that was wrong. */
    private <T> T asking(Function<Directory, T> question) {
        return failingAsRemote(() -> {
            try {
                return question.apply(directory());
            } catch (CallFailed failed) {
                if (!Faults.isStaleDescribe(failed.code())) {
                    throw failed;
                }
                refresh();
                return question.apply(directory());
            }
        });
    }

    private static <T> T failingAsRemote(Supplier<T> work) {
        try {
            return work.get();
        } catch (CallFailed failed) {
            throw failed.asRemoteFailure();
        }
    }

    private Directory directory() {
        return new Directory(conversation, catalogs.of(crm()));
    }

    private CrmConnection crm() {
        return conversation.user().connectedCrm();
    }
}
