package app.tandem.sidebar.record;

import app.tandem.account.CrmConnection;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Anchor;

/** Opens the record in Salesforce, in the browser; a real link, so that Outlook and the browser treat it as one (pane U-98). */
final class SalesforceLink extends Anchor {

    SalesforceLink(CrmConnection crm, RecordRef record, Words words) {
        setHref(crm.recordUrl(record.id()));
        setTarget("_blank");
        getElement()
                .setAttribute("rel", "noopener noreferrer")
                .setAttribute("aria-label", words.of("open.salesforce"))
                .setAttribute("title", words.of("open.salesforce"));
        addClassName("icon-link");
        add(new Icon("external"));
    }
}
