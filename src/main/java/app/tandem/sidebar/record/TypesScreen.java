package app.tandem.sidebar.record;

import app.tandem.crm.ObjectHead;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** What can be created: the usual objects first, those that Salesforce lets the person create only (pane U-134). */
final class TypesScreen extends Screen {

    private final Pane pane;
    private final RecordScreens screens;
    private final Consumer<ObjectHead> chosen;
    private final Div body = Parts.box("types");

    TypesScreen(Pane pane, RecordScreens screens, Consumer<ObjectHead> chosen) {
        this.pane = pane;
        this.screens = screens;
        this.chosen = chosen;
        addClassName("menu");
        add(body);
        load();
    }

    @Override
    public String title() {
        return pane.words().of("create.title");
    }

    private void load() {
        body.removeAll();
        body.add(Parts.bones(pane.words().of("create.loading"), 6));
        pane.ask("objects", () -> screens.records(pane).objects(), this::show, trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), pane.words().of("retry"), this::load));
        });
    }

    private void show(List<ObjectHead> objects) {
        body.removeAll();
        List<ObjectHead> offered = objects.stream()
                .filter(object -> object.createable() && (place(object) >= 0 || object.custom()))
                .sorted(Comparator.comparingInt((ObjectHead object) -> place(object) < 0 ? 99 : place(object))
                        .thenComparing(ObjectHead::label))
                .toList();
        if (offered.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(pane.words().of("create.nothing"))));
        }
        offered.forEach(object -> {
            NativeButton button = Parts.button(object.label(), () -> {
                pane.close(this);
                chosen.accept(object);
            });
            button.addClassName("row");
            button.getElement().setAttribute("data-object", object.name());
            body.add(button);
        });
    }

    private static int place(ObjectHead object) {
        return Important.OBJECTS.indexOf(object.name());
    }
}
