package app.tandem.crm;

import java.util.List;

/**
 * Mail templates of the org as one user sees them, classic and Lightning (pane section 19). May be used by several threads.
 * Every method throws {@link app.tandem.platform.RemoteFailureException} when Salesforce cannot be asked now.
 */
public interface Templates {

    /** Where templates lie, the user's own place first, then by name; empty where the user may see no templates. */
    List<TemplateFolder> folders();

    /** Active templates, the one used last first, those never used by name (pane U-267); at most {@link TemplateSearch#MOST}. */
    Found find(TemplateSearch search);

    /** The template as Salesforce fills it (pane U-268); writes nothing. */
    TemplateText render(TemplateUse use);

    /** Tells Salesforce that a template was used, so that it stands on top next time (pane U-267). */
    void used(TemplateUse use);

    /**
     * What a search found.
     *
     * @param more whether there are others that were left out
     */
    record Found(List<MailTemplate> templates, boolean more) {}
}
