package app.tandem.planted.engine;

import com.vaadin.flow.component.html.Div;

/** Breaks "vaadinStaysInItsModules". */
class DrawsItself {

    private final Div box = new Div();

    Div box() {
        return box;
    }
}
