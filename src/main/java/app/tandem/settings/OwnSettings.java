package app.tandem.settings;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.settings.RefusedSetting.Cause;
import app.tandem.settings.Switches.Source;
import app.tandem.settings.Switches.Sourced;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** Whether people and companies may be searched for on LinkedIn (pane U-99). */
    @Transactional(readOnly = true)
    public boolean searchesLinkedIn(TenantId tenant, UserId user) {
        return !isOn(switches.resolved(tenant, user), Switch.NO_LINKEDIN);
    }

    /**
     * Saves all of them or none.
     *
     * @param changes values of the person's own; empty goes back to what is given
     * @return what cannot be had, and then nothing is saved
     */
    public Optional<RefusedSetting> save(TenantId tenant, UserId user, Map<Switch, Optional<Object>> changes) {
        Sheet sheet = of(tenant, user);
        Map<Switch, Optional<Object>> values = new EnumMap<>(Switch.class);
        for (Map.Entry<Switch, Optional<Object>> change : changes.entrySet()) {
            Switch which = change.getKey();
            Standing standing = sheet.settings().get(which);
            if (standing == null || !standing.free()) {
                return Optional.of(new RefusedSetting(which, Cause.FORCED));
            }
            Optional<Object> value = change.getValue().map(wanted -> normal(which, wanted));
            Optional<Cause> refused = which == Switch.USER_BLOCKLIST
                    ? value.flatMap(entries -> refusal(texts(entries), texts(standing.value())))
                    : Optional.empty();
            if (refused.isPresent()) {
                return Optional.of(new RefusedSetting(which, refused.get()));
            }
            values.put(which, value);
        }
        values.forEach((which, value) -> switches.user(tenant, user, which, value.orElse(null)));
        return Optional.empty();
    }

    /** Marked conversations are saved only where the tenant has that at all (S-44). */
    private static boolean isActedOn(Switch which, Map<Switch, Sourced> now) {
        return which != Switch.THREADS_OF_USER && which != Switch.THREADS_UNTICKED || isOn(now, Switch.THREADS);
    }

    private static Object normal(Switch which, Object wanted) {
        Object value = SwitchValues.normal(which, wanted);
        if (which == Switch.USER_BLOCKLIST) {
            return texts(value).stream()
                    .map(entry -> Blocked.read(entry).orElse(entry))
                    .distinct()
                    .toList();
        }
        return which.kind() == Switch.Kind.TEXTS ? types(which, texts(value)) : value;
    }

    /** What stands there already may stay, whoever wrote it. */
    private static Optional<Cause> refusal(List<String> entries, List<String> known) {
        if (!entries.stream()
                .allMatch(entry -> known.contains(entry) || Blocked.read(entry).isPresent())) {
            return Optional.of(Cause.NO_ADDRESS);
        }
        return entries.size() > Math.max(MOST_ENTRIES, known.size()) ? Optional.of(Cause.TOO_MANY) : Optional.empty();
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
