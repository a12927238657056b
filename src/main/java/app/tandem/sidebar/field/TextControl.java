package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Anything that is typed: a line, a long text, a number, a day, a time. */
final class TextControl implements Control {

    private static final int TYPING = 300;
    private static final int LONGEST = 131_072;

    private final Div box = new Div();
    private final Element input;
    private final Typed typed;

    TextControl(Field field, String id, Typed typed, Consumer<Typed.Read> changed) {
        this.typed = typed;
        input = new Element(field.type() == FieldType.LONG_TEXT ? "textarea" : "input");
        if (field.type() == FieldType.LONG_TEXT) {
            input.setAttribute("rows", "5");
        } else {
            input.setAttribute("type", type(field.type()));
        }
        if (isNumber(field.type())) {
            input.setAttribute("inputmode", "decimal");
        } else if (field.length() > 0) {
            input.setAttribute("maxlength", String.valueOf(Math.min(field.length(), LONGEST)));
        }
        input.addPropertyChangeListener("value", "input", event -> {
                    if (event.isUserOriginated()) {
                        changed.accept(typed.read(field, typed()));
                    }
                })
                .debounce(TYPING);
        box.getElement().appendChild(input);
        if (field.type() == FieldType.COMBOBOX) {
            box.getElement().appendChild(choices(field, id + "-choices"));
            input.setAttribute("list", id + "-choices");
        }
    }

    private static Element choices(Field field, String id) {
        Element list = new Element("datalist").setAttribute("id", id);
        field.picksFor(null)
                .forEach(pick -> list.appendChild(new Element("option").setAttribute("value", pick.label())));
        return list;
    }

    private static boolean isNumber(FieldType type) {
        return switch (type) {
            case INTEGER, DECIMAL, CURRENCY, PERCENT -> true;
            default -> false;
        };
    }

    private static String type(FieldType type) {
        return switch (type) {
            case EMAIL -> "email";
            case PHONE -> "tel";
            case URL -> "url";
            case DATE -> "date";
            case DATE_TIME -> "datetime-local";
            case TIME -> "time";
            default -> "text";
        };
    }

    @Override
    public String typed() {
        String text = input.getProperty("value", "");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return input;
    }

    @Override
    public void show(@Nullable Object value, String text) {
        input.setProperty("value", value == null ? text : typed.text(value));
    }
}
