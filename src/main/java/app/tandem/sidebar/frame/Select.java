package app.tandem.sidebar.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A native list of which one is chosen; drawn again, it stands where the person left it (pane U-179). */
@Tag("select")
public final class Select extends Component {

    private static final String SELECTED = "selected";

    /**
     * Something to choose.
     *
     * @param value what it is known by
     * @param label what people read
     */
    public record Option(String value, String label) {}

    private final Map<String, Element> options = new LinkedHashMap<>();
    private String chosen = "";

    /**
     * @param changed gets the value of what the person chose; always one that is offered
     */
    public Select(Consumer<String> changed) {
        getElement()
                .addEventListener("change", event -> {
                    String value = event.getEventData().path("element.value").asString("");
                    if (options.containsKey(value)) {
                        choose(value);
                        changed.accept(value);
                    }
                })
                .addEventData("element.value");
    }

    /** Offers these instead of what it offered, and stands at that value without telling anybody. */
    public void offer(List<Option> offered, String value) {
        getElement().removeAllChildren();
        options.clear();
        offered.forEach(one -> {
            Element option =
                    new Element("option").setAttribute("value", one.value()).setText(one.label());
            options.put(one.value(), option);
            getElement().appendChild(option);
        });
        choose(value);
    }

    /** The value it stands at. */
    public String value() {
        return chosen;
    }

    /** As a property of the options: a list that is drawn anew has none yet when its own value is set. */
    private void choose(String value) {
        chosen = value;
        options.forEach((each, option) -> option.setProperty(SELECTED, each.equals(value)));
    }
}
