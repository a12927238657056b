package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import app.tandem.crm.Candidates;
import app.tandem.crm.Crm;
import app.tandem.crm.FileLink;
import app.tandem.crm.FileStorage;
import app.tandem.crm.FileTrace;
import app.tandem.crm.FileUpload;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.MailKey;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.RecordTrace;
import app.tandem.crm.Relink;
import app.tandem.crm.Row;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The port over one user's {@link Conversation}; what was believed of the org is checked anew when it proves wrong. */
final class SalesforceCrm implements Crm {

    private final Conversation conversation;
    private final Shapes shapes;
    private final Queries queries;

    SalesforceCrm(Conversation conversation, Shapes shapes) {
        this.conversation = conversation;
        this.shapes = shapes;
        this.queries = new Queries(conversation);
    }

    @Override
    public OrgProfile profile() {
        return asking(OrgShape::profile);
    }

    @Override
    public Map<MailKey, RecordRef> findSaved(Set<MailKey> keys) {
        return keys.isEmpty() ? Map.of() : asking(shape -> new SavedMails(queries, shape).find(keys));
    }

    @Override
    public Candidates search(LinkSearch search) {
        return asking(shape -> new CandidateSearch(
                        queries,
                        shape,
                        () -> shapes.prefixes(crm(), conversation),
                        conversation.clock().instant())
                .run(search));
    }

    @Override
    public List<WriteOutcome> create(List<Row> rows) {
        return failingAsRemote(() -> new RowWriter(conversation, this::describedAnew).write(rows));
    }

    @Override
    public Map<Row, RecordRef> lookUp(List<Row> rows) {
        Instant now = conversation.clock().instant();
        return rows.isEmpty() ? Map.of() : asking(shape -> new LookUp(queries, shape, now).find(rows));
    }

    @Override
    public List<WriteOutcome> attach(List<FileUpload> files, FileStorage storage) {
        return files.isEmpty()
                ? List.of()
                : asking(shape -> new FileWriter(conversation, queries, shape).write(files, storage));
    }

    @Override
    public List<WriteOutcome> link(List<FileLink> files) {
        return failingAsRemote(() -> new FileLinks(queries, new Writing(conversation)).link(files));
    }

    @Override
    public List<WriteOutcome> delete(List<RecordRef> records) {
        return failingAsRemote(() -> RecordTaking.delete(new Writing(conversation), records));
    }

    @Override
    public List<WriteOutcome> relink(List<Relink> records) {
        return records.isEmpty()
                ? List.of()
                : asking(shape -> new Relinking(new Writing(conversation), queries, shape).write(records));
    }

    @Override
    public Map<RecordRef, RecordTrace> trace(Collection<RecordRef> records) {
        return failingAsRemote(() -> new RecordTaking(queries).trace(records));
    }

    @Override
    public Map<String, FileTrace> files(Collection<String> ids) {
        return failingAsRemote(() -> new RecordTaking(queries).files(ids));
    }

    /** Reads with what is known of the org; once more with what it really is, if that was wrong. */
    private <T> T asking(Function<OrgShape, T> question) {
        return failingAsRemote(() -> {
            try {
                return question.apply(shape());
            } catch (CallFailed failed) {
                if (!Faults.isStaleDescribe(failed.code())) {
                    throw failed;
                }
                return question.apply(describedAnew());
            }
        });
    }

    private static <T> T failingAsRemote(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (CallFailed failed) {
            throw failed.asRemoteFailure();
        }
    }

    private OrgShape shape() {
        return shapes.of(crm(), conversation);
    }

    private OrgShape describedAnew() {
        shapes.drop(crm());
        return shape();
    }

    private CrmConnection crm() {
        return conversation.user().connectedCrm();
    }
}
