package app.tandem.crm.salesforce;

import app.tandem.account.User;
import app.tandem.budget.Budget;
import app.tandem.credentials.AccessTokens;
import app.tandem.credentials.AccessTokens.CrmSession;
import app.tandem.platform.RemoteFailure;
import com.sforce.soap.partner.LimitInfo;
import com.sforce.soap.partner.LimitInfoHeader_element;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SoapFaultException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One user's calls, one after the other. Every call has a connection of its own, since WSC's connections mix up what
 * threads write (salesforce-notes 2.2); asks the budget before and reports usage after; and replaces a session that was
 * refused, once. Fails with {@link CallFailed}.
 */
final class Conversation {

    /** The version of the jar; an older endpoint would send codes that this jar cannot read (salesforce-notes 2.6). */
    static final String VERSION = "65.0";

    private static final int ROWS_PER_ANSWER = 2_000;
    private static final Pattern USAGE = Pattern.compile("api-usage=(\\d{1,12})/(\\d{1,12})");
    private static final Set<String> CUT = Set.of("CONNECTION_LOST", "ANSWER_CUT");

    /** What all conversations of a node share. */
    record Means(AccessTokens tokens, Budget budget, InstantSource clock, Wire wire) {}

    /** A SOAP call. */
    interface SoapCall<T> {
        T on(PartnerConnection connection) throws ConnectionException;
    }

    /** A REST call: the request to send with this session. */
    interface RestCall {
        HttpRequest.Builder request(CrmSession session, Wire wire) throws IOException;
    }

    private interface Attempt<T> {
        T with(CrmSession session);
    }

    private final User user;
    private final Budget.Priority priority;
    private final Means means;

    Conversation(User user, Budget.Priority priority, Means means) {
        this.user = user;
        this.priority = priority;
        this.means = means;
    }

    User user() {
        return user;
    }

    InstantSource clock() {
        return means.clock();
    }

    /** A call that changes nothing; sent once more when the line broke. */
    <T> T read(SoapCall<T> call) {
        try {
            return write(call);
        } catch (CallFailed failed) {
            if (CUT.contains(failed.code())) {
                return write(call);
            }
            throw failed;
        }
    }

    /** A call that may change something; never sent twice unless Salesforce said that it did not happen. */
    <T> T write(SoapCall<T> call) {
        return withSession(session -> soap(session, call));
    }

    /** A REST call; the answer has a status below 500. */
    HttpResponse<byte[]> rest(RestCall call) {
        return withSession(session -> http(session, call));
    }

    /** The budget is asked once: the one call by which it looks what is left must outlive a session that ran out meanwhile. */
    private <T> T withSession(Attempt<T> attempt) {
        askBudget();
        CrmSession session = usable(means.tokens().forCrm(user));
        try {
            return attempt.with(session);
        } catch (CallFailed failed) {
            if (!failed.code().equals(Faults.INVALID_SESSION_ID)) {
                throw failed;
            }
            return attempt.with(renewed(session, failed));
        }
    }

    /** A new session, once: users without API access get this fault for ever (salesforce-notes 1.5). */
    private CrmSession renewed(CrmSession refused, CallFailed failed) {
        means.tokens().refused(user, refused.sessionId());
        CrmSession fresh = usable(means.tokens().forCrm(user));
        if (fresh.sessionId().equals(refused.sessionId())) {
            throw failed;
        }
        return fresh;
    }

    /** SOAP takes no JWT: it would answer INVALID_SESSION_ID however often the token is renewed (salesforce-notes 1.5). */
    private static CrmSession usable(CrmSession session) {
        String id = session.sessionId().reveal();
        boolean jwt = id.indexOf('!') < 0 && id.chars().filter(c -> c == '.').count() == 2;
        if (jwt) {
            throw CallFailed.withoutEffect(new RemoteFailure.AccessDenied("JWT_ACCESS_TOKEN"), null);
        }
        return session;
    }

    private <T> T soap(CrmSession session, SoapCall<T> call) {
        SoapTransport transport = new SoapTransport(means.wire());
        try {
            PartnerConnection connection = connect(session, transport);
            T result = call.on(connection);
            report(connection.getLimitInfoHeader());
            return result;
        } catch (ConnectionException | RuntimeException e) {
            throw failed(e, transport);
        }
    }

    private static PartnerConnection connect(CrmSession session, SoapTransport transport) throws ConnectionException {
        ConnectorConfig config = new ConnectorConfig();
        config.setSessionId(session.sessionId().reveal());
        config.setServiceEndpoint(base(session) + "/services/Soap/u/" + VERSION);
        config.setTransportFactory(() -> transport);
        PartnerConnection connection = new PartnerConnection(config);
        connection.setAllOrNoneHeader(false);
        connection.setEmailHeader(false, false, false);
        connection.setMruHeader(false);
        connection.setQueryOptions(ROWS_PER_ANSWER);
        return connection;
    }

    private static String base(CrmSession session) {
        return session.instanceUrl().toString().replaceAll("/+$", "");
    }

    private void askBudget() {
        String org = user.connectedCrm().orgId();
        means.budget().mayCall(user.tenant(), org, priority).ifPresent(until -> {
            throw CallFailed.withoutEffect(new RemoteFailure.BudgetSpent(Budget.RESERVE, until), null);
        });
    }

    private void report(@org.jspecify.annotations.Nullable LimitInfoHeader_element header) {
        if (header == null || header.getLimitInfo() == null) {
            return;
        }
        for (LimitInfo info : header.getLimitInfo()) {
            if ("API REQUESTS".equals(info.getType())) {
                means.budget().observed(user.tenant(), user.connectedCrm().orgId(), info.getCurrent(), info.getLimit());
            }
        }
    }

    private CallFailed failed(Exception e, SoapTransport transport) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallFailed known) {
                return known;
            }
            if (cause instanceof NotSentException unsent) {
                return CallFailed.withoutEffect(new RemoteFailure.Unreachable(unsent.code()), e);
            }
            if (cause instanceof AnswerLostException lost) {
                return CallFailed.doubtful(lost.code(), e);
            }
        }
        if (e instanceof ApiFault fault && fault.getExceptionCode() != null) {
            String text = fault.getExceptionMessage() == null ? "" : fault.getExceptionMessage();
            return meaning(fault.getExceptionCode().toString(), text, null);
        }
        if (e instanceof SoapFaultException fault && fault.getFaultCode() != null) {
            return meaning(fault.getFaultCode().getLocalPart(), transport.faultText(), null);
        }
        return transport
                .faultCode()
                .map(code -> meaning(code, transport.faultText(), null))
                .orElseGet(() -> transport.wasSent()
                        ? CallFailed.doubtful("UNREADABLE_ANSWER", e)
                        : CallFailed.withoutEffect(new RemoteFailure.Unreachable("NOT_WRITTEN"), e));
    }

    private CallFailed meaning(String code, String text, @org.jspecify.annotations.Nullable Throwable cause) {
        Instant now = means.clock().instant();
        if (Faults.isDailyLimit(code, text)) {
            Instant until =
                    means.budget().exhausted(user.tenant(), user.connectedCrm().orgId(), priority);
            return CallFailed.withoutEffect(new RemoteFailure.BudgetSpent(code, until), cause);
        }
        RemoteFailure failure = Faults.meaning(code, text, now, jitter());
        return Faults.isSurelyWithoutEffect(code)
                ? CallFailed.withoutEffect(failure, cause)
                : CallFailed.doubtful(code, cause);
    }

    /** Spreads users over ten seconds, the same way every time. */
    private int jitter() {
        return Math.floorMod(user.id().hashCode(), 10);
    }

    private HttpResponse<byte[]> http(CrmSession session, RestCall call) {
        try {
            HttpRequest request = call.request(session, means.wire())
                    .header("Authorization", "Bearer " + session.sessionId().reveal())
                    .header("Accept", "application/json")
                    .build();
            HttpResponse<byte[]> answer = means.wire().send(request);
            reportUsage(answer);
            return understood(answer);
        } catch (NotSentException e) {
            throw CallFailed.withoutEffect(new RemoteFailure.Unreachable(e.code()), e);
        } catch (AnswerLostException e) {
            throw CallFailed.doubtful(e.code(), e);
        } catch (IOException e) {
            throw CallFailed.doubtful("CONNECTION_LOST", e);
        }
    }

    private HttpResponse<byte[]> understood(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == 401) {
            throw meaning(Faults.INVALID_SESSION_ID, "", null);
        }
        if (status >= 300 && status < 400) {
            throw CallFailed.withoutEffect(new RemoteFailure.Unreachable("REDIRECTED"), null);
        }
        if (status >= 500 || !isJson(answer)) {
            throw CallFailed.doubtful("HTTP_" + status, null);
        }
        if (status == 403) {
            RestError error = RestError.of(answer.body());
            throw meaning(error.code(), error.message(), null);
        }
        return answer;
    }

    private static boolean isJson(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private void reportUsage(HttpResponse<byte[]> answer) {
        Matcher usage =
                USAGE.matcher(answer.headers().firstValue("Sforce-Limit-Info").orElse(""));
        if (usage.find()) {
            means.budget()
                    .observed(
                            user.tenant(),
                            user.connectedCrm().orgId(),
                            Long.parseLong(usage.group(1)),
                            Long.parseLong(usage.group(2)));
        }
    }
}
