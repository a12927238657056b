package app.tandem.settings;

import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.Users;
import app.tandem.item.ItemKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** {@link Settings} from the stored switches; read anew for every cycle. */
@Service
class ResolvedSettings implements Settings {

    private final Switches switches;
    private final Users users;

    ResolvedSettings(Switches switches, Users users) {
        this.switches = switches;
        this.users = users;
    }

    @Override
    public MailSettings mail(TenantId tenant, UserId user) {
        Map<Switch, Switches.Sourced> now = switches.resolved(tenant, user);
        return new MailSettings(
                addresses(tenant, now),
                new LinkRules(on(now, Switch.LINK_TO_OPPORTUNITIES), on(now, Switch.SAVE_WITHOUT_RECORDS)),
                new TextRules(
                        on(now, Switch.NO_BODIES), on(now, Switch.DIRECTION_IN_SUBJECT), on(now, Switch.CROP_HISTORY)),
                files(now),
                on(now, Switch.IGNORE_INHERITED_CATEGORY),
                autoSave(now));
    }

    private AddressRules addresses(TenantId tenant, Map<Switch, Switches.Sourced> now) {
        Set<String> freeMail = texts(now, Switch.FREE_MAIL_DOMAINS);
        Set<String> blocked = new LinkedHashSet<>(texts(now, Switch.ORG_BLOCKLIST));
        blocked.addAll(texts(now, Switch.USER_BLOCKLIST));
        Set<String> domains = texts(now, Switch.ORG_DOMAINS);
        return new AddressRules(
                domains.isEmpty() ? mailboxDomains(tenant, freeMail) : domains,
                blocked,
                freeMail,
                on(now, Switch.INTERNAL_IN_SEARCH));
    }

    private static FileRules files(Map<Switch, Switches.Sourced> now) {
        Map<?, ?> filters = (Map<?, ?>) value(now, Switch.FILE_FILTERS);
        return new FileRules(
                texts(now, Switch.ALLOWED_EXTENSIONS),
                strings(filters.get("blocked")),
                number(filters.get("max")),
                sizes(filters.get("min")),
                on(now, Switch.FORCE_ATTACHMENTS),
                on(now, Switch.LINK_FILES_TO_RECORDS));
    }

    private static AutoSave autoSave(Map<Switch, Switches.Sourced> now) {
        return new AutoSave(
                on(now, Switch.AUTO_SAVE),
                AutoSave.Mode.values()[Math.toIntExact(number(value(now, Switch.AUTO_MODE)))],
                AutoSave.Way.valueOf(String.valueOf(value(now, Switch.AUTO_WAY)).toUpperCase(Locale.ROOT)),
                Math.toIntExact(number(value(now, Switch.AUTO_DAYS))));
    }

    @Override
    public SaveSettings saves(TenantId tenant, UserId user) {
        Map<Switch, Switches.Sourced> now = switches.resolved(tenant, user);
        return new SaveSettings(
                on(now, Switch.DUPLICATES),
                texts(now, Switch.CLONE_TYPES),
                texts(now, Switch.NOT_LINKABLE),
                texts(now, Switch.PRESELECTED),
                on(now, Switch.THREADS) && on(now, Switch.THREADS_OF_USER),
                !on(now, Switch.THREADS_UNTICKED),
                FileTicks.of(value(now, Switch.TICKED_FILES)),
                !on(now, Switch.NO_MAIL_FILES));
    }

    @Override
    public PairSettings pairs(TenantId tenant, UserId user, ItemKind kind) {
        Map<Switch, Switches.Sourced> now = switches.resolved(tenant, user);
        return switch (kind) {
            case TASK ->
                new PairSettings(on(now, Switch.TASKS), on(now, Switch.TASKS_DOWN), on(now, Switch.TASKS_STAY), false);
            case CONTACT ->
                new PairSettings(
                        on(now, Switch.CONTACTS),
                        on(now, Switch.CONTACTS_DOWN),
                        on(now, Switch.CONTACTS_STAY),
                        value(now, Switch.CONTACTS_SCOPE).equals("all"));
        };
    }

    @Override
    public TenantSettings tenant(TenantId tenant) {
        Map<Switch, Switches.Sourced> now = switches.resolved(tenant);
        Map<?, ?> reserve = (Map<?, ?>) value(now, Switch.API_RESERVE);
        return new TenantSettings(
                number(reserve.get("count")),
                Math.toIntExact(number(reserve.get("percent"))),
                Math.toIntExact(number(value(now, Switch.CLEANUP_MONTHS))),
                on(now, Switch.DIRECTORY_CLEANUP));
    }

    /** A free-mail domain is nobody's own. */
    private Set<String> mailboxDomains(TenantId tenant, Set<String> freeMail) {
        return users.colleagues(tenant).stream()
                .map(User::mailbox)
                .flatMap(Optional::stream)
                .map(MailboxConnection::address)
                .map(address -> address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT))
                .filter(domain -> !freeMail.contains(domain))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Object value(Map<Switch, Switches.Sourced> now, Switch which) {
        Switches.Sourced sourced = now.get(which);
        return sourced == null ? which.fallback() : sourced.value();
    }

    private static boolean on(Map<Switch, Switches.Sourced> now, Switch which) {
        return value(now, which).equals(true);
    }

    private static Set<String> texts(Map<Switch, Switches.Sourced> now, Switch which) {
        return strings(value(now, which));
    }

    private static Set<String> strings(@org.jspecify.annotations.Nullable Object list) {
        Collection<?> items = list instanceof List<?> some ? some : List.of();
        return items.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static long number(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Number number ? number.longValue() : Long.MAX_VALUE;
    }

    private static Map<String, Long> sizes(@org.jspecify.annotations.Nullable Object map) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> some) {
            some.forEach((extension, size) -> sizes.put(String.valueOf(extension), number(size)));
        }
        return sizes;
    }
}
