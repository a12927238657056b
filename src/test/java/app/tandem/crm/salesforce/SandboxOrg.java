package app.tandem.crm.salesforce;

import app.tandem.account.User;
import app.tandem.crm.Crm;
import app.tandem.crm.CrmContract;
import app.tandem.crm.Crms;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.salesforce.SalesforceService;
import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import app.tandem.sandbox.world.Worlds;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first company's org of the sandbox, with the adapter in front of it; sessions are issued without a sign-in. */
final class SandboxOrg implements CrmContract.Org, AutoCloseable {

    final Kernel kernel = new Kernel();
    final World world = Worlds.of(7, Worlds.USERS);
    final Org org = world.orgs().getFirst();
    final SalesforceService service = new SalesforceService(kernel, world);
    final SalesforceTestbed bed;
    private final List<Person> people = world.people().stream()
            .filter(person -> person.orgId().equals(org.orgId))
            .toList();
    private final SandboxServer server = SandboxServer.start("salesforce", 0, service);
    private final Map<String, String> sessions = new HashMap<>();

    SandboxOrg() {
        org.enhancedEmail = false;
        org.packageInstalled = true;
        bed = new SalesforceTestbed(user -> SalesforceTestbed.session(session(user), address()));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public Crm user(int number) {
        return crms().open(account(number));
    }

    /** An adapter with nothing cached. */
    Crms crms() {
        return bed.crms(kernel.clock);
    }

    User account(int number) {
        Person person = people.get(number);
        return SalesforceTestbed.user(org.orgId, person.salesforceUserId(), person.mail());
    }

    @Override
    public String userId(int number) {
        return people.get(number).salesforceUserId();
    }

    @Override
    public String put(String type, Map<String, Object> fields) {
        return service.load(org.orgId, type, fields);
    }

    @Override
    public @Nullable String read(String type, String id, String field) {
        return records(type, "Id", id).stream()
                .map(record -> record.get(field))
                .filter(java.util.Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }

    @Override
    public int count(String type) {
        return service.all(org.orgId, type).size();
    }

    @Override
    public Map<String, String> files(String recordId) {
        Map<String, String> files = new HashMap<>();
        for (Map<String, Object> link : records("ContentDocumentLink", "LinkedEntityId", recordId)) {
            for (Map<String, Object> file :
                    records("ContentVersion", "ContentDocumentId", link.get("ContentDocumentId"))) {
                files.put((String) file.get("Title"), sha((byte[]) file.get("VersionData")));
            }
        }
        return files;
    }

    /** Records with that value in that field. */
    List<Map<String, Object>> records(String type, String field, Object value) {
        return service.all(org.orgId, type).stream()
                .filter(record -> value.equals(record.get(field)))
                .toList();
    }

    @Override
    public void enhancedEmail(boolean on) {
        org.enhancedEmail = on;
    }

    @Override
    public void packageInstalled(boolean installed) {
        org.packageInstalled = installed;
    }

    @Override
    public void contentAsFiles(boolean on) {
        org.contentAsFiles = on;
    }

    @Override
    public void loseNextAnswer(String operation) {
        fault(operation, new Fault.Cut(true));
    }

    @Override
    public void change(String type, String id, int user, Map<String, Object> fields) {
        Records records = crms().records(account(user));
        RecordRef record = new RecordRef(type, id);
        SaveOutcome outcome = records.update(
                record, fields, records.detail(record).orElseThrow().loaded());
        if (!(outcome instanceof SaveOutcome.Done)) {
            throw new AssertionError(outcome);
        }
    }

    @Override
    public void passes(Duration time) {
        kernel.clock.advance(time);
    }

    @Override
    public void lockRows(int every) {
        fault("create", new Fault.Rows(every, null, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));
    }

    /** The next call of an operation meets a fault. */
    void fault(String operation, Fault fault) {
        kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "f" + UUID.randomUUID(),
                        Service.SALESFORCE,
                        operation,
                        null,
                        null,
                        null,
                        null,
                        0,
                        1,
                        null,
                        fault)));
    }

    /** The Salesforce calls since a call's number. */
    List<Call> calls(long since) {
        return kernel.calls.since(since);
    }

    @Override
    public Instant now() {
        return kernel.clock.now();
    }

    @Override
    public void close() {
        server.close();
        service.close();
        kernel.close();
    }

    /** A session that lasts; a new one when the last was refused or has expired. */
    private synchronized String session(User user) {
        String name = user.connectedCrm().userName();
        String known = sessions.get(name);
        if (known == null || bed.refused.contains(known)) {
            known = org.orgId.substring(0, 15) + "!"
                    + UUID.randomUUID().toString().replace("-", "");
            kernel.tokens.issue(new Token(
                    Service.SALESFORCE_LOGIN,
                    known,
                    "tandem",
                    name,
                    Set.of("api", "refresh_token"),
                    org.orgId,
                    kernel.clock.now().plus(Duration.ofHours(2))));
            sessions.put(name, known);
        }
        return known;
    }

    private static String sha(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
