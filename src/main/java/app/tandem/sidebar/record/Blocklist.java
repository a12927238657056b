package app.tandem.sidebar.record;

import app.tandem.account.User;
import app.tandem.settings.Switch;
import app.tandem.settings.Switches;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Addresses and domains that a person wants neither looked up nor synced (pane U-116, sync S-12). */
@Component
class Blocklist {

    private final Switches switches;

    Blocklist(Switches switches) {
        this.switches = switches;
    }

    /** Whether the person may change it; an administrator may have forced it. */
    boolean isFree(User user) {
        return !now(user).forced();
    }

    void add(User user, String entry) {
        List<String> list = list(user);
        String lower = entry.toLowerCase(Locale.ROOT);
        if (!list.contains(lower)) {
            list.add(lower);
            switches.user(user.tenant(), user.id(), Switch.USER_BLOCKLIST, list);
        }
    }

    void remove(User user, String entry) {
        List<String> list = list(user);
        if (list.remove(entry.toLowerCase(Locale.ROOT))) {
            switches.user(user.tenant(), user.id(), Switch.USER_BLOCKLIST, list);
        }
    }

    private List<String> list(User user) {
        List<String> list = new ArrayList<>();
        if (now(user).value() instanceof List<?> values) {
            values.forEach(value -> list.add(value.toString()));
        }
        return list;
    }

    private Switches.Sourced now(User user) {
        return java.util.Objects.requireNonNull(
                switches.resolved(user.tenant(), user.id()).get(Switch.USER_BLOCKLIST));
    }
}
