package app.tandem.sidebar.record;

import app.tandem.account.User;
import app.tandem.settings.OwnSettings;
import app.tandem.settings.OwnSettings.Standing;
import app.tandem.settings.RefusedSetting;
import app.tandem.settings.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Addresses and domains that a person wants neither looked up nor synced (pane U-116, sync S-12). */
@Component
class Blocklist {

    private final OwnSettings own;

    Blocklist(OwnSettings own) {
        this.own = own;
    }

    /** Whether the person may change it; an administrator may have forced it. */
    boolean isFree(User user) {
        return standing(user).free();
    }

    /** Adds an address or a domain; answers why that cannot be. */
    Optional<RefusedSetting> add(User user, String entry) {
        String lower = entry.toLowerCase(Locale.ROOT);
        return change(user, list -> {
            if (!list.contains(lower)) {
                list.add(lower);
            }
        });
    }

    /** Takes it away; answers why that cannot be. */
    Optional<RefusedSetting> remove(User user, String entry) {
        return change(user, list -> list.remove(entry.toLowerCase(Locale.ROOT)));
    }

    private Optional<RefusedSetting> change(User user, Consumer<List<String>> change) {
        List<String> before = list(user);
        List<String> list = new ArrayList<>(before);
        change.accept(list);
        return list.equals(before)
                ? Optional.empty()
                : own.save(user.tenant(), user.id(), Map.of(Switch.USER_BLOCKLIST, Optional.of(list)));
    }

    private List<String> list(User user) {
        return standing(user).value() instanceof List<?> values
                ? values.stream().map(Object::toString).toList()
                : List.of();
    }

    private Standing standing(User user) {
        return Objects.requireNonNull(
                own.of(user.tenant(), user.id()).settings().get(Switch.USER_BLOCKLIST));
    }
}
