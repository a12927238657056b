package app.tandem.crm.salesforce;

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

/** The port over one user's {@link Conversation}; what was believed of the org is checked anew when it proves wrong. */
final class SalesforceCrm implements Crm {

    private final Conversation conversation;
    private final KnownOrg org;
    private final Queries queries;

    SalesforceCrm(Conversation conversation, Shapes shapes) {
        this.conversation = conversation;
        this.org = new KnownOrg(conversation, shapes);
        this.queries = new Queries(conversation);
    }

    @Override
    public OrgProfile profile() {
        return org.ask(OrgShape::profile);
    }

    @Override
    public Map<MailKey, RecordRef> findSaved(Set<MailKey> keys) {
        return keys.isEmpty() ? Map.of() : org.ask(shape -> new SavedMails(queries, shape).find(keys));
    }

    @Override
    public Candidates search(LinkSearch search) {
        return org.ask(shape -> new CandidateSearch(
                        queries, shape, org::prefixes, conversation.clock().instant())
                .run(search));
    }

    @Override
    public List<WriteOutcome> create(List<Row> rows) {
        return KnownOrg.failingAsRemote(() -> new RowWriter(conversation, org::describedAnew).write(rows));
    }

    @Override
    public Map<Row, RecordRef> lookUp(List<Row> rows) {
        Instant now = conversation.clock().instant();
        return rows.isEmpty() ? Map.of() : org.ask(shape -> new LookUp(queries, shape, now).find(rows));
    }

    @Override
    public List<WriteOutcome> attach(List<FileUpload> files, FileStorage storage) {
        return files.isEmpty()
                ? List.of()
                : org.ask(shape -> new FileWriter(conversation, queries, shape).write(files, storage));
    }

    @Override
    public List<WriteOutcome> link(List<FileLink> files) {
        return KnownOrg.failingAsRemote(() -> new FileLinks(queries, new Writing(conversation)).link(files));
    }

    @Override
    public List<WriteOutcome> delete(List<RecordRef> records) {
        return KnownOrg.failingAsRemote(() -> RecordTaking.delete(new Writing(conversation), records));
    }

    @Override
    public List<WriteOutcome> relink(List<Relink> records) {
        return records.isEmpty()
                ? List.of()
                : org.ask(shape -> new Relinking(new Writing(conversation), queries, shape).write(records));
    }

    @Override
    public Map<RecordRef, RecordTrace> trace(Collection<RecordRef> records) {
        return KnownOrg.failingAsRemote(() -> new RecordTaking(queries).trace(records));
    }

    @Override
    public Map<String, FileTrace> files(Collection<String> ids) {
        return KnownOrg.failingAsRemote(() -> new RecordTaking(queries).files(ids));
    }
}
