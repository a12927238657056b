package app.tandem.sidebar.home;

import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.OfficeItem;

/** What Salesforce knows of the open item (pane U-38). */
final class HomeScreen extends Screen {

    private final Pane pane;

    HomeScreen(Pane pane) {
        this.pane = pane;
        addClassName("home");
        if (pane.item().kind() == OfficeItem.Kind.NONE) {
            add(Parts.text(pane.words().of("home.none")));
        } else {
            add(Parts.text(pane.item().subject()));
            pane.item().people().forEach(person -> add(Parts.box("person", Parts.text(person.address()))));
        }
    }

    @Override
    public String title() {
        return pane.words().of("home.title");
    }
}
