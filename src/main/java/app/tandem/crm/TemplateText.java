package app.tandem.crm;

import app.tandem.item.MailBody;
import java.util.List;

/** What came of filling a template. */
public sealed interface TemplateText {

    /**
     * Subject and body with the values put in.
     *
     * @param subject empty where the template has none
     * @param body as the template has it: foreign markup, or plain text
     * @param files names of the files that the template carries
     */
    record Filled(String subject, MailBody body, List<String> files) implements TemplateText {}

    /**
     * Salesforce does not fill it.
     *
     * @param reason in Salesforce's own words
     */
    record Refused(String reason) implements TemplateText {}
}
