package app.tandem.sidebar.home;

import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.Client;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.DescriptionList;
import java.util.Optional;

/** Version and licence, and what whoever looks after Tandem wants to know of a problem: nothing of any mail (pane U-35, U-429). */
final class AboutScreen extends Screen {

    private final Words words;

    AboutScreen(Pane pane) {
        this.words = pane.words();
        addClassName("about");
        Client client = pane.client();
        DescriptionList facts = new DescriptionList();
        facts.addClassName("selectable");
        fact(facts, "about.version", version());
        fact(facts, "about.licence", "Apache-2.0");
        fact(facts, "about.outlook", client.host().isEmpty() ? words.of("about.alone") : client.platform());
        fact(facts, "about.language", client.locale().toLanguageTag());
        fact(facts, "about.connection", pane.connection().state().name());
        add(facts, Parts.text(words.of("about.problem"), "soft"));
    }

    /** What the jar says; sources that run without one have none. */
    private String version() {
        return Optional.ofNullable(AboutScreen.class.getPackage().getImplementationVersion())
                .orElseGet(() -> words.of("about.no-version"));
    }

    private void fact(DescriptionList facts, String key, String value) {
        facts.add(new DescriptionList.Term(words.of(key)), new DescriptionList.Description(value));
    }

    @Override
    public String title() {
        return words.of("about.title");
    }
}
