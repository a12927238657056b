package app.tandem.sidebar.record;

import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.List;

/** What stands on top of a form that could not be saved (pane U-109). */
final class Notices {

    private Notices() {}

    /** A sentence that can be copied. */
    static Component error(String text) {
        Div box = Parts.box("failed", new Icon("error"), Parts.text(text, "selectable"));
        box.getElement().setAttribute("role", "alert");
        return box;
    }

    /** Salesforce's reasons that name no field of the screen; where all do, only that there are some. */
    static void refused(Div notice, List<String> reasons, Words words) {
        notice.removeAll();
        if (reasons.isEmpty()) {
            notice.add(error(words.of("save.refused")));
        }
        reasons.forEach(reason -> notice.add(error(reason)));
    }
}
