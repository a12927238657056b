package app.tandem.sidebar.template;

import app.tandem.safehtml.Highlight;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/**
 * A mail as it will look, in a frame in which nothing runs and from which nothing leads anywhere: what it shows is safe markup,
 * and the frame is shut all the same.
 */
@Tag("iframe")
final class Preview extends Component {

    private static final String HEAD = "<!doctype html><meta charset=\"utf-8\"><style>"
            + "body{margin:12px;font:14px/1.45 'Segoe UI',system-ui,sans-serif;color:#242424;background:#fff;overflow-wrap:anywhere}"
            + "img{max-width:100%}table{max-width:100%}mark{background:#fff100;color:#242424}</style><body>";

    /**
     * @param name what screen readers call it
     */
    Preview(String name) {
        getElement()
                .setAttribute("sandbox", "")
                .setAttribute("title", name)
                .setAttribute("referrerpolicy", "no-referrer")
                .getClassList()
                .add("preview");
    }

    /** Shows this markup, made safe already; places that are still open are marked (pane U-271). */
    void show(String html) {
        getElement().setAttribute("srcdoc", HEAD + Highlight.of(html, Places.OPEN));
    }
}
