package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Kernel.Struck;
import app.tandem.sandbox.world.Person;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of the Partner API. */
final class SoapOperations {

    private static final BigDecimal LAST_LOGIN = new BigDecimal("64.0");
    private static final int MOST_RETRIEVED = 2_000;

    private final Kernel kernel;
    private final Orgs orgs;
    private final Sessions sessions;
    private final Cursors cursors;

    SoapOperations(Kernel kernel, Orgs orgs, Sessions sessions, Cursors cursors) {
        this.kernel = kernel;
        this.orgs = orgs;
        this.sessions = sessions;
        this.cursors = cursors;
    }

    Struct login(SoapCall call, BigDecimal version, String origin) {
        if (version.compareTo(LAST_LOGIN) > 0) {
            throw Refusal.of("UNSUPPORTED_API_VERSION", "login() is not available in API version 65.0 and later");
        }
        Optional<Person> person = orgs.world().people().stream()
                .filter(each ->
                        each.mail().equalsIgnoreCase(call.text("username").strip()))
                .findFirst();
        if (person.isEmpty() || !call.text("password").equals(Person.PASSWORD)) {
            throw Refusal.of("INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
        }
        String client = Objects.requireNonNullElse(call.header("CallOptions", "client"), "soap-login");
        Session session = sessions.login(person.get(), client);
        String base = origin + "/services/Soap/";
        String org = session.store().org.orgId.substring(0, 15);
        return Struct.of(
                "metadataServerUrl",
                base + "m/" + version + "/" + org,
                "passwordExpired",
                false,
                "sandbox",
                false,
                "serverUrl",
                base + "u/" + version + "/" + org,
                "sessionId",
                session.token().value(),
                "userId",
                session.viewer().userId(),
                "userInfo",
                UserInfo.of(session));
    }

    /** The result part or parts of a call's answer; null when it has none. */
    @Nullable
    Object run(SoapCall call, Session session, Struck struck) {
        return switch (call.call().name()) {
            case "logout" -> {
                sessions.end(session);
                yield null;
            }
            case "getUserInfo" -> UserInfo.of(session);
            case "getServerTimestamp" -> Struct.of("timestamp", kernel.clock.now());
            case "describeGlobal" -> Describe.global(session.viewer().schema());
            case "describeSObject" -> Describe.object(session.viewer().schema(), call.text("sObjectType"));
            case "describeSObjects" ->
                call.texts("sObjectType").stream()
                        .map(name -> Describe.object(session.viewer().schema(), name))
                        .toList();
            case "describeLayout" -> Layouts.describe(session.viewer().schema(), call.text("sObjectType"));
            case "query", "queryAll" -> query(call, session);
            case "queryMore" ->
                queryResult(cursors.more(
                        call.text("queryLocator").strip(),
                        session.viewer().userId(),
                        kernel.clock.now(),
                        call.batch()));
            case "search" -> reading(session, () -> Search.soap(session, call.text("searchString")));
            case "retrieve" -> reading(session, () -> retrieve(call, session));
            case "create" -> saved(writes(call, session, struck).create(call.drafts("sObjects")), session);
            case "update" -> saved(writes(call, session, struck).update(call.drafts("sObjects")), session);
            case "upsert" -> {
                List<Draft> drafts = call.drafts("sObjects");
                yield upserted(
                        writes(call, session, struck)
                                .upsert(call.text("externalIDFieldName").strip(), drafts),
                        session);
            }
            case "delete" -> saved(writes(call, session, struck).delete(call.texts("ids")), session);
            case "undelete" -> saved(writes(call, session, struck).undelete(call.texts("ids")), session);
            case "emptyRecycleBin" -> saved(writes(call, session, struck).purge(call.texts("ids")), session);
            case "getUpdated" -> reading(session, () -> Replication.updated(call, session));
            case "getDeleted" -> reading(session, () -> Replication.deleted(call, session));
            case "convertLead" -> LeadConversion.run(call, session, options(call, struck));
            case "merge" -> Merging.run(call, session, options(call, struck));
            case "renderStoredEmailTemplate" -> EmailTemplates.render(call, session);
            case "findDuplicates" -> reading(session, () -> Duplicates.find(session, call.drafts("sObjects")));
            case "findDuplicatesByIds" -> reading(session, () -> Duplicates.findByIds(session, call.texts("ids")));
            default ->
                throw Refusal.client(
                        "No operation available for request " + call.call().name());
        };
    }

    /** A child list of an answer, cut to the batch. */
    Struct page(SoapCall call, @Nullable Session session, Rec.Rows rows) {
        return queryResult(cursors.first(
                rows.records(),
                rows.records().size(),
                Objects.requireNonNull(session).viewer().userId(),
                kernel.clock.now(),
                call.batch()));
    }

    private Struct query(SoapCall call, Session session) {
        boolean everything = call.call().name().equals("queryAll");
        QueryEngine.Result result = reading(
                session,
                () -> QueryEngine.run(session.store(), session.viewer(), call.text("queryString"), everything));
        return queryResult(cursors.first(
                result.records(), result.size(), session.viewer().userId(), kernel.clock.now(), call.batch()));
    }

    private static Struct queryResult(Cursors.Page page) {
        return Struct.of(
                "done", page.locator() == null,
                "queryLocator", page.locator(),
                "records", page.records(),
                "size", page.size());
    }

    private static List<@Nullable Rec> retrieve(SoapCall call, Session session) {
        List<String> ids = call.texts("ids");
        if (ids.size() > MOST_RETRIEVED) {
            throw Refusal.of("EXCEEDED_ID_LIMIT", "retrieve takes at most " + MOST_RETRIEVED + " ids");
        }
        ObjectType type =
                session.viewer().schema().find(call.text("sObjectType").strip());
        if (type == null || !type.accepts("retrieve")) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + call.text("sObjectType") + "' is not supported.");
        }
        String statement = "SELECT " + call.text("fieldList") + " FROM " + type.name();
        Resolver names = new Resolver(session.store(), session.viewer(), statement);
        Soql.Query query = Soql.parse(statement);
        Selection selection =
                new Selection(new QueryEngine(session.store(), session.viewer(), statement, false), names, type, query);
        List<@Nullable Rec> found = new ArrayList<>();
        for (String given : ids) {
            String id = Ids.normal(given.strip());
            if (id == null) {
                throw Refusal.of("MALFORMED_ID", "malformed id " + given);
            }
            Row row = session.store().live(id);
            boolean visible = row != null
                    && row.type.equals(type.name())
                    && session.viewer().canRead(row);
            found.add(visible ? selection.pick(row) : null);
        }
        return found;
    }

    private static Writes writes(SoapCall call, Session session, Struck struck) {
        return new Writes(session, options(call, struck));
    }

    private static WriteOptions options(SoapCall call, Struck struck) {
        return new WriteOptions(
                call.flag("AllOrNoneHeader", "allOrNone"),
                call.flag("DuplicateRuleHeader", "allowSave"),
                call.flag("AllowFieldTruncationHeader", "allowFieldTruncation"),
                call.flag("EmailHeader", "triggerUserEmail"),
                call.flag("EmailHeader", "triggerOtherEmail"),
                call.flag("DuplicateRuleHeader", "includeRecordDetails"),
                call.flag("AssignmentRuleHeader", "useDefaultRule"),
                struck.get(Fault.Rows.class).orElse(null));
    }

    private static List<Struct> saved(List<Writes.Outcome> outcomes, Session session) {
        return outcomes.stream()
                .map(outcome -> Struct.of(
                        "errors", Errors.of(outcome.error(), session),
                        "id", outcome.id(),
                        "success", outcome.success()))
                .toList();
    }

    private static List<Struct> upserted(List<Writes.Outcome> outcomes, Session session) {
        return outcomes.stream()
                .map(outcome -> Struct.of(
                        "created", outcome.created(),
                        "errors", Errors.of(outcome.error(), session),
                        "id", outcome.id(),
                        "success", outcome.success()))
                .toList();
    }

    private static <T> T reading(Session session, Supplier<T> work) {
        session.store().lock.readLock().lock();
        try {
            return work.get();
        } finally {
            session.store().lock.readLock().unlock();
        }
    }
}
