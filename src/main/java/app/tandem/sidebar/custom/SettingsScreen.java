package app.tandem.sidebar.custom;

import app.tandem.account.User;
import app.tandem.settings.OwnSettings.Standing;
import app.tandem.settings.Switch;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Troubles;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's own settings; changes count once they are saved, and then at once (pane U-378, U-391, U-393, U-400). */
final class SettingsScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final Customization customization;
    private final Map<Switch, SettingView> views = new EnumMap<>(Switch.class);
    private final Div notice = Parts.box("notices");
    private final Div body = Parts.box("settings-body");
    private final NativeButton primary;
    private Customization.@Nullable Shown shown;
    private boolean changed;

    SettingsScreen(Pane pane, Customization customization) {
        this.pane = pane;
        this.words = pane.words();
        this.customization = customization;
        this.primary = Parts.main(words.of("save"), this::save);
        addClassName("settings");
        notice.getElement().setAttribute("role", "alert");
        add(notice, body);
        load();
    }

    @Override
    public String title() {
        return words.of("settings.title");
    }

    /** A form only while there is something to save; else Back leads out. */
    @Override
    public Optional<Form> form() {
        return changed ? Optional.of(new Form(primary, true)) : Optional.empty();
    }

    /** Back to what was saved last (pane U-391). */
    @Override
    public boolean discard() {
        if (shown != null) {
            show(shown);
        }
        return true;
    }

    private void load() {
        body.removeAll();
        body.add(Parts.bones(words.of("settings.loading"), 8));
        User user = pane.user();
        pane.ask("settings", () -> customization.look(user), this::show, trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
        });
    }

    private void show(Customization.Shown now) {
        shown = now;
        views.clear();
        body.removeAll();
        notice.removeAll();
        if (now.sheet().settings().values().stream().noneMatch(Standing::free)) {
            body.add(Parts.text(words.of("settings.shut"), "intro", "soft"));
        }
        now.sheet().settings().forEach((which, standing) -> {
            SettingView view =
                    new SettingView(which, standing, words, touched -> control(which, now, touched), this::judge);
            views.put(which, view);
            body.add(view);
        });
        NativeButton reset = Parts.button(
                words.of("settings.reset.all"), () -> views.values().forEach(SettingView::reset));
        reset.addClassName("reset-all");
        reset.setVisible(now.sheet().settings().values().stream().anyMatch(one -> one.isOwn() && one.free()));
        body.add(reset);
        changed = false;
        pane.refreshHeader();
    }

    private SettingControl control(Switch which, Customization.Shown now, Runnable touched) {
        String title = words.of("settings." + which.number());
        return switch (which) {
            case USER_BLOCKLIST -> new Entries(title, now.sheet().companyBlocklist(), words, touched);
            case OBJECTS -> new ShownObjects(pane, customization, now.labels(), touched);
            case CLONE_TYPES, NOT_LINKABLE, PRESELECTED -> new Types(now.types(), words, touched);
            case TICKED_FILES -> new TickedFiles(title, words, touched);
            default -> new YesNo(title, words.of("settings." + which.number() + ".what"), words, touched);
        };
    }

    /** The header is drawn anew only when it changes, as the focus may be in it. */
    private void judge() {
        notice.removeAll();
        boolean now = views.values().stream().anyMatch(SettingView::isUnsaved);
        if (now != changed) {
            changed = now;
            pane.refreshHeader();
        }
    }

    private void save() {
        if (isSending() || !views.values().stream().allMatch(SettingView::settle)) {
            return;
        }
        Map<Switch, Optional<Object>> changes = new EnumMap<>(Switch.class);
        views.forEach((which, view) -> view.change().ifPresent(change -> changes.put(which, change)));
        if (changes.isEmpty()) {
            return;
        }
        User user = pane.user();
        notice.removeAll();
        sending(true);
        pane.ask(
                "settings",
                () -> customization.save(user, changes),
                this::ended,
                trouble -> failed(pane.trouble(trouble)));
    }

    private void ended(Customization.Saved saved) {
        switch (saved) {
            case Customization.Saved.All all -> saved(all.now());
            case Customization.Saved.None none -> failed(Troubles.of(none.refused(), words));
        }
    }

    private void saved(Customization.Shown now) {
        sending(false);
        show(now);
        pane.toast(Toast.SUCCESS, words.of("settings.saved"));
    }

    private void failed(String why) {
        sending(false);
        notice.add(Parts.failed(why, words.of("retry"), this::save));
    }
}
