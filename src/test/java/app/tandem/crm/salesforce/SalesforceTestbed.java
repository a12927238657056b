package app.tandem.crm.salesforce;

import app.tandem.account.Access;
import app.tandem.account.CrmConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.budget.Budget;
import app.tandem.budget.Shortage;
import app.tandem.credentials.AccessTokens;
import app.tandem.crm.Crms;
import app.tandem.platform.SecretText;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** What surrounds the adapter in its tests: sessions handed out by the test, a budget that takes notes. */
final class SalesforceTestbed implements AccessTokens, Budget {

    static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    final List<String> refused = new CopyOnWriteArrayList<>();
    final List<String> observed = new CopyOnWriteArrayList<>();
    final List<Priority> asked = new CopyOnWriteArrayList<>();
    volatile Optional<Instant> slowDown = Optional.empty();
    private final Function<User, CrmSession> sessions;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    SalesforceTestbed(Function<User, CrmSession> sessions) {
        this.sessions = sessions;
    }

    /** Always the same session. */
    static SalesforceTestbed with(String sessionId, URI instance) {
        return new SalesforceTestbed(user -> session(sessionId, instance));
    }

    static CrmSession session(String sessionId, URI instance) {
        return new CrmSession(SecretText.of(sessionId), instance);
    }

    /** The adapter, with nothing cached. */
    Crms crms(InstantSource clock) {
        return crms(clock, Wire.PATIENCE, 48 * 1024 * 1024);
    }

    Crms crms(InstantSource clock, Duration patience, int mostBytes) {
        Wire wire = new Wire(client, address -> "127.0.0.1".equals(address.getHost()), patience, mostBytes);
        return new SalesforceCrms(new Conversation.Means(this, this, clock, wire));
    }

    /** Calls of a user, for tests below the port. */
    Conversation conversation(User user) {
        return conversation(user, Wire.PATIENCE, 48 * 1024 * 1024);
    }

    Conversation conversation(User user, Duration patience, int mostBytes) {
        Wire wire = new Wire(client, address -> "127.0.0.1".equals(address.getHost()), patience, mostBytes);
        return new Conversation(user, Priority.FRESH, new Conversation.Means(this, this, () -> NOW, wire));
    }

    static User user(String orgId, String userId, String name) {
        URI login = URI.create("https://login.example");
        CrmConnection crm = new CrmConnection(orgId, userId, name, login, login, Access.DELEGATED);
        UUID id = UUID.nameUUIDFromBytes(userId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new User(
                new UserId(id), new TenantId(new UUID(2, 0)), UserState.RUNNING, Optional.empty(), Optional.of(crm));
    }

    static User somebody() {
        return user("00D000000000001AAA", "005000000000001AAA", "somebody@contoso.example");
    }

    @Override
    public CrmSession forCrm(User user) {
        return sessions.apply(user);
    }

    @Override
    public void refused(User user, SecretText token) {
        refused.add(token.reveal());
    }

    @Override
    public SecretText forMailbox(User user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void challenged(User user, SecretText token, String claims) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void observed(TenantId tenant, String orgId, long used, long limit) {
        observed.add(used + "/" + limit);
    }

    @Override
    public Optional<Instant> mayCall(TenantId tenant, String orgId, Priority priority) {
        asked.add(priority);
        return slowDown;
    }

    @Override
    public Optional<Shortage> shortage(TenantId tenant, String orgId) {
        return Optional.empty();
    }

    @Override
    public Instant exhausted(TenantId tenant, String orgId, Priority priority) {
        return NOW.plus(Duration.ofMinutes(30));
    }
}
