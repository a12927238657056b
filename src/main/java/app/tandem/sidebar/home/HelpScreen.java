package app.tandem.sidebar.home;

import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.NativeDetails;
import java.util.List;

/** How to do things here, each in a few sentences (pane U-3, U-9, U-426, U-429). */
final class HelpScreen extends Screen {

    private static final List<String> TOPICS = List.of("see", "save", "create", "search", "later", "pin", "missing");

    private final Words words;

    HelpScreen(Words words) {
        this.words = words;
        addClassName("help");
        TOPICS.forEach(topic -> {
            NativeDetails part = new NativeDetails(words.of("help." + topic));
            part.setContent(Parts.text(words.of("help." + topic + ".text"), "soft", "selectable"));
            add(part);
        });
    }

    @Override
    public String title() {
        return words.of("help");
    }
}
