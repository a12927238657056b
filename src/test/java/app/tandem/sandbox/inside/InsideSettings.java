package app.tandem.sandbox.inside;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.settings.Switch;
import app.tandem.settings.Switches;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/** Settings by their rule number, for everybody or for one user. */
final class InsideSettings {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Switches switches;
    private final TransactionTemplate transactions;

    InsideSettings(Switches switches, TransactionTemplate transactions) {
        this.switches = switches;
        this.transactions = transactions;
    }

    /** What holds for the user, or for somebody about whom nothing was said. */
    Map<String, Object> read(Optional<User> user) {
        Map<String, Object> json = new LinkedHashMap<>();
        TenantId tenant = user.map(User::tenant).orElse(new TenantId(NOBODY));
        switches.resolved(tenant, user.map(User::id).orElse(new UserId(NOBODY)))
                .forEach((which, now) -> json.put(
                        which.number(),
                        Map.of(
                                "value", now.value(),
                                "source", now.source().name().toLowerCase(Locale.ROOT),
                                "forced", now.forced())));
        return json;
    }

    /** All of them or none; null goes back to the default. */
    void change(Optional<User> user, Map<String, Object> values) {
        try {
            transactions.executeWithoutResult(all -> values.forEach((number, value) -> {
                Switch which = Switch.of(number)
                        .orElseThrow(() -> new IllegalArgumentException("unknown setting '" + number + "'"));
                user.ifPresentOrElse(
                        one -> switches.user(one.tenant(), one.id(), which, value),
                        () -> switches.global(which, value));
            }));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }
}
