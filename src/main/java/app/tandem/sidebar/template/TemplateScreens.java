package app.tandem.sidebar.template;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.Templates;
import app.tandem.settings.Switch;
import app.tandem.settings.Switches;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.OfficeItem;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The way from a draft to a template in it (pane U-265). */
@Component
public class TemplateScreens {

    private final Crms crms;
    private final Switches switches;

    TemplateScreens(Crms crms, Switches switches) {
        this.crms = crms;
        this.switches = switches;
    }

    /** Runs {@code offered} where the item is a mail that is being written and templates are not switched off (pane U-12, U-265). */
    public void offer(Pane pane, OfficeItem item, Runnable offered) {
        if (item.kind() != OfficeItem.Kind.MESSAGE || item.mode() != OfficeItem.Mode.COMPOSE) {
            return;
        }
        User user = pane.user();
        pane.askOfItem(
                item,
                "templates-allowed",
                () -> Objects.requireNonNull(
                                switches.resolved(user.tenant(), user.id()).get(Switch.TEMPLATES))
                        .value()
                        .equals(true),
                allowed -> {
                    if (allowed) {
                        offered.run();
                    }
                },
                trouble -> {});
    }

    /**
     * The choice of a template for that draft.
     *
     * @param related the draft's related records; slow
     */
    public Screen templates(Pane pane, OfficeItem draft, Supplier<List<RecordGroup>> related) {
        Templates templates = crms.templates(pane.user());
        return new TemplatesScreen(
                pane,
                templates,
                (list, template) -> pane.open(
                        new TemplateScreen(pane, draft, templates, template, related, () -> pane.close(list))));
    }
}
