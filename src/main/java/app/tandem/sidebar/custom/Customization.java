package app.tandem.sidebar.custom;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectHead;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectView;
import app.tandem.platform.RemoteFailureException;
import app.tandem.settings.ObjectCard;
import app.tandem.settings.OwnSettings;
import app.tandem.settings.RefusedSetting;
import app.tandem.settings.RefusedSetting.Cause;
import app.tandem.settings.Settings;
import app.tandem.settings.Switch;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What the screen of the settings shows and saves. */
@Component
public class Customization {

    private static final int MOST_USERS = 5_000;

    /** Too long for a card, or nothing that people read. */
    private static final Set<FieldType> OF_NO_CARD =
            Set.of(FieldType.ID, FieldType.LONG_TEXT, FieldType.COMPOUND, FieldType.OTHER);

    /**
     * All that is shown.
     *
     * @param labels of the objects that the pane can show, by API name, in the usual order
     */
    record Shown(OwnSettings.Sheet sheet, Map<String, String> labels) {

        /** What mail can be linked with: the same by names in lower case, as types are kept. */
        Map<String, String> types() {
            Map<String, String> types = new LinkedHashMap<>();
            labels.forEach((object, label) -> types.put(object.toLowerCase(Locale.ROOT), label));
            return types;
        }
    }

    private final OwnSettings own;
    private final Settings settings;
    private final Crms crms;
    private final Cache<UserId, Long> versions =
            Caffeine.newBuilder().maximumSize(MOST_USERS).build();

    Customization(OwnSettings own, Settings settings, Crms crms) {
        this.own = own;
        this.settings = settings;
        this.crms = crms;
    }

    /** The screen. */
    public Screen screen(Pane pane) {
        return new SettingsScreen(pane, this);
    }

    /** Grows whenever the person saves settings; what was shown before may be old then (pane U-400). */
    public long version(Pane pane) {
        return versions.asMap().getOrDefault(pane.user().id(), 0L);
    }

    /** Slow: asks the database, and Salesforce for what the org calls its objects. */
    Shown look(User user) {
        OwnSettings.Sheet sheet = own.of(user.tenant(), user.id());
        Map<String, String> known = labels(user);
        Map<String, String> labels = new LinkedHashMap<>();
        ObjectView.standard()
                .forEach(view -> labels.put(view.object(), known.getOrDefault(view.object(), view.object())));
        return new Shown(sheet, labels);
    }

    /** What can stand on an object's cards: labels by API name, by label. Slow. */
    Map<String, String> fields(User user, String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        crms.records(user)
                .object(object)
                .ifPresent(info -> info.fields().values().stream()
                        .filter(field -> !OF_NO_CARD.contains(field.type())
                                && !field.name().equals(info.nameField()))
                        .sorted(Comparator.comparing(ObjectInfo.Field::label, String.CASE_INSENSITIVE_ORDER))
                        .forEach(field -> fields.put(field.name(), field.label())));
        return fields;
    }

    /** The objects that the person wants to see, and how, in their order (pane U-92, U-381, U-383). Slow: asks the database. */
    public List<ObjectView> views(User user) {
        List<ObjectCard> chosen = own.objects(user.tenant(), user.id());
        return chosen.isEmpty()
                ? ObjectView.standard()
                : chosen.stream().map(Customization::view).toList();
    }

    /** Moves an object to the top or to the bottom of what is shown (pane U-90, U-92); answers why that cannot be. Slow. */
    public Optional<RefusedSetting> move(User user, String object, boolean top) {
        List<ObjectCard> cards = new ArrayList<>(views(user).stream()
                .map(view -> new ObjectCard(view.object(), view.fields()))
                .toList());
        Optional<ObjectCard> moved =
                cards.stream().filter(card -> card.object().equals(object)).findFirst();
        moved.ifPresent(card -> {
            cards.remove(card);
            cards.add(top ? 0 : cards.size(), card);
        });
        Optional<RefusedSetting> refused = own.save(
                user.tenant(),
                user.id(),
                Map.of(
                        Switch.OBJECTS,
                        Optional.of(cards.stream().map(ObjectCard::stored).toList())));
        versions.asMap().merge(user.id(), 1L, Long::sum);
        return refused;
    }

    private static ObjectView view(ObjectCard card) {
        ObjectView usual = ObjectView.plain(card.object());
        return new ObjectView(card.object(), card.fields(), usual.sortBy(), usual.descending());
    }

    /** What became of changes. */
    sealed interface Saved {

        /** All of them count. */
        record All(Shown now) implements Saved {}

        /** None does, because of this one. */
        record None(RefusedSetting refused) implements Saved {}
    }

    /** Saves all or nothing. */
    Saved save(User user, Map<Switch, Optional<Object>> changes) {
        Optional<Object> without = changes.getOrDefault(Switch.NOT_LINKABLE, Optional.empty());
        if (without.filter(types -> leavesNothing(user, types)).isPresent()) {
            return new Saved.None(new RefusedSetting(Switch.NOT_LINKABLE, Cause.NOTHING_LEFT));
        }
        Optional<RefusedSetting> refused = own.save(user.tenant(), user.id(), changes);
        if (refused.isPresent()) {
            return new Saved.None(refused.get());
        }
        versions.asMap().merge(user.id(), 1L, Long::sum);
        return new Saved.All(look(user));
    }

    /** Pane U-379: mail that may be linked with nothing is saved only where it needs no record. */
    private boolean leavesNothing(User user, Object types) {
        return types instanceof List<?> without
                && ObjectView.standard().stream()
                        .allMatch(view -> without.contains(view.object().toLowerCase(Locale.ROOT)))
                && !settings.mail(user.tenant(), user.id()).links().saveWithoutRecords();
    }

    /** Settings can be changed while Salesforce does not answer; then its own names are not known. */
    private Map<String, String> labels(User user) {
        Map<String, String> labels = new TreeMap<>();
        try {
            crms.records(user)
                    .objects()
                    .forEach((ObjectHead object) -> labels.put(object.name(), object.pluralLabel()));
        } catch (RemoteFailureException unreachable) {
            return Map.of();
        }
        return labels;
    }
}
