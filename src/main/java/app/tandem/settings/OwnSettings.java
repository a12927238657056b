package app.tandem.settings;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.settings.RefusedSettingException.Cause;
import app.tandem.settings.Switches.Source;
import app.tandem.settings.Switches.Sourced;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The settings that people change for themselves (scope U of sync-rules section 20; pane section 29). */
@Service
@Transactional
public class OwnSettings {

    /** Entries of a list of one's own. */
    static final int MOST_ENTRIES = 500;

    private static final int MOST_TYPES = 100;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,79}");

    /**
     * A setting as it stands for a person.
     *
     * @param value what holds
     * @param source where that comes from
     * @param free whether the person may change it; else an administrator decides
     * @param fallback what holds without a value of the person's own
     * @param given where that comes from
     */
    public record Standing(Object value, Source source, boolean free, Object fallback, Source given) {

        /** Whether the person has a value of their own. */
        public boolean isOwn() {
            return source == Source.USER;
        }
    }

    /**
     * All of them.
     *
     * @param settings those that anything acts on, in the order of their numbers
     * @param companyBlocklist S-34: what is left out for everybody
     */
    public record Sheet(Map<Switch, Standing> settings, List<String> companyBlocklist) {}

    private final Switches switches;

    OwnSettings(Switches switches) {
        this.switches = switches;
    }

    /** How they stand. */
    @Transactional(readOnly = true)
    public Sheet of(TenantId tenant, UserId user) {
        Map<Switch, Sourced> now = switches.resolved(tenant, user);
        Map<Switch, Sourced> without = switches.resolved(tenant);
        boolean open = isOn(now, Switch.OWN_SETTINGS);
        Map<Switch, Standing> settings = new EnumMap<>(Switch.class);
        now.forEach((which, sourced) -> {
            if (which.isOfPeople() && isActedOn(which, now)) {
                Sourced fallback = sourced(without, which);
                settings.put(
                        which,
                        new Standing(
                                sourced.value(),
                                sourced.source(),
                                open && !sourced.forced(),
                                fallback.value(),
                                fallback.source()));
            }
        });
        return new Sheet(settings, texts(sourced(now, Switch.ORG_BLOCKLIST).value()));
    }

    /** The objects that the pane shows to that person, in their order; empty: the usual ones (pane U-381). */
    @Transactional(readOnly = true)
    public List<ObjectCard> objects(TenantId tenant, UserId user) {
        return ObjectCard.of(
                sourced(switches.resolved(tenant, user), Switch.OBJECTS).value());
    }

    /**
     * Saves all of them or none.
     *
     * @param changes values of the person's own; empty goes back to what is given
     * @throws RefusedSettingException names the setting that cannot be had
     */
    public void save(TenantId tenant, UserId user, Map<Switch, Optional<Object>> changes) {
        Sheet sheet = of(tenant, user);
        changes.forEach((which, value) -> {
            Standing standing = sheet.settings().get(which);
            if (standing == null || !standing.free()) {
                throw new RefusedSettingException(which, Cause.FORCED);
            }
            switches.user(
                    tenant,
                    user,
                    which,
                    value.map(wanted -> checked(which, wanted, standing)).orElse(null));
        });
    }

    /** Marked conversations are saved only where the tenant has that at all (S-44). */
    private static boolean isActedOn(Switch which, Map<Switch, Sourced> now) {
        return which != Switch.THREADS_OF_USER || isOn(now, Switch.THREADS);
    }

    private static Object checked(Switch which, Object wanted, Standing standing) {
        Object value = SwitchValues.normal(which, wanted);
        if (which.kind() == Switch.Kind.TEXTS) {
            return which == Switch.USER_BLOCKLIST ? entries(texts(value), standing) : types(which, texts(value));
        }
        return value;
    }

    /** What stands there already may stay, whoever wrote it. */
    private static List<String> entries(List<String> wanted, Standing standing) {
        Set<String> known = new HashSet<>(texts(standing.value()));
        List<String> entries = new ArrayList<>();
        for (String one : wanted) {
            String entry = known.contains(one)
                    ? one
                    : Blocked.read(one)
                            .orElseThrow(() -> new RefusedSettingException(Switch.USER_BLOCKLIST, Cause.NO_ADDRESS));
            if (!entries.contains(entry)) {
                entries.add(entry);
            }
        }
        if (entries.size() > Math.max(MOST_ENTRIES, known.size())) {
            throw new RefusedSettingException(Switch.USER_BLOCKLIST, Cause.TOO_MANY);
        }
        return entries;
    }

    private static List<String> types(Switch which, List<String> wanted) {
        if (wanted.size() > MOST_TYPES
                || !wanted.stream().allMatch(type -> TYPE.matcher(type).matches())) {
            throw new IllegalArgumentException("not types for " + which.number());
        }
        return wanted;
    }

    private static boolean isOn(Map<Switch, Sourced> now, Switch which) {
        return sourced(now, which).value().equals(true);
    }

    private static Sourced sourced(Map<Switch, Sourced> now, Switch which) {
        return Objects.requireNonNull(now.get(which), which::number);
    }

    private static List<String> texts(@Nullable Object list) {
        Collection<?> items = list instanceof List<?> some ? some : List.of();
        return items.stream().map(String::valueOf).toList();
    }
}
