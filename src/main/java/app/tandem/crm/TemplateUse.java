package app.tandem.crm;

import app.tandem.item.RecordRef;
import org.jspecify.annotations.Nullable;

/**
 * A template, and what it is filled from (pane U-268). A Lead stands alone: with one as the recipient no other record counts.
 *
 * @param templateId id of a {@link MailTemplate}
 * @param who the recipient: a Contact or a Lead
 * @param what the record it is about
 */
public record TemplateUse(
        String templateId,
        @Nullable RecordRef who,
        @Nullable RecordRef what) {

    public TemplateUse {
        what = who != null && who.type().equals("Lead") ? null : what;
    }
}
