package app.tandem.sidebar.frame;

import com.vaadin.flow.component.html.Span;

/** A picture of the pane's own set, in the colour of the text around it; screen readers pass it by. */
public final class Icon extends Span {

    /** The icon of that name in {@code pane.css}. */
    public Icon(String name) {
        addClassNames("icon", "icon-" + name);
        getElement().setAttribute("aria-hidden", "true");
    }
}
