package app.tandem.sandbox.world;

import app.tandem.sandbox.world.Content.Ref;
import app.tandem.sandbox.world.Content.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mail templates of an org: of both kinds, in folders and without one. Draws nothing, so that all else stays. */
final class Templates {

    private static final String OFFER = """
            <p style="font-family:Calibri,sans-serif">Dear {!Contact.FirstName} {!Contact.LastName},</p>
            <p style="font-family:Calibri,sans-serif">some days ago we sent you our offer <b>{!Opportunity.Name}</b>. \
            May I answer any question, or would a short call be more convenient?</p>
            <p style="font-family:Calibri,sans-serif">Kind regards<br>{!User.Name}</p>
            """;

    private static final String CASE = """
            <table style="width:100%;border-collapse:collapse" cellpadding="8"><tr><td bgcolor="#0b5394" \
            style="color:#ffffff;font-size:18px">{{{Organization.Name}}} · Support</td></tr><tr><td>
            <p>Hello {{{Recipient.FirstName}}},</p><p>we have your request &quot;{{{Case.Subject}}}&quot; and keep it as \
            <b>{{{Case.CaseNumber}}}</b>. You hear from us within one working day.</p><p>{{{Sender.Name}}}</p>
            </td></tr></table>
            """;

    private final Org org;
    private final String owner;
    private final LocalDate day;
    private final List<Row> rows = new ArrayList<>();

    private Templates(Org org, String owner, LocalDate day) {
        this.org = org;
        this.owner = owner;
        this.day = day;
    }

    /**
     * The templates and their folders.
     *
     * @param owner id of the user whose they are
     */
    static List<Row> of(Org org, String owner, LocalDate day) {
        Templates made = new Templates(org, owner, day);
        made.fill();
        return made.rows;
    }

    private void fill() {
        folder("classic", "Sales letters", "Email");
        folder("lightning", "Service letters", "EmailTemplate");
        template(
                "offer",
                "Asking about our offer",
                new Ref(org.orgId + "/folder/classic"),
                Map.of(
                        "FolderName", "Sales letters",
                        "TemplateType", "custom",
                        "UiType", "Aloha",
                        "Subject", "Our offer, {!Contact.FirstName}?",
                        "HtmlValue", OFFER,
                        "Body",
                                "Dear {!Contact.FirstName} {!Contact.LastName},\n\nmay I answer any question about"
                                        + " {!Opportunity.Name}?\n\nKind regards\n{!User.Name}"),
                9);
        template(
                "case",
                "We have your request",
                new Ref(org.orgId + "/folder/lightning"),
                Map.of(
                        "FolderName", "Service letters",
                        "TemplateType", "custom",
                        "UiType", "SFX",
                        "RelatedEntityType", "Case",
                        "Subject", "Your request {{{Case.CaseNumber}}}",
                        "HtmlValue", CASE),
                2);
        template(
                "thanks",
                "Short thank-you",
                org.orgId,
                Map.of(
                        "FolderName", "Unfiled Public Classic Email Templates",
                        "TemplateType", "text",
                        "UiType", "Aloha",
                        "Body", "Dear {!Contact.FirstName},\n\nthank you, that was quick.\n\n{!User.FirstName}"),
                0);
    }

    private void folder(String key, String name, String type) {
        rows.add(new Row(
                org.orgId + "/folder/" + key,
                org.orgId,
                "Folder",
                Map.of("Name", name, "DeveloperName", name.replace(' ', '_'), "Type", type, "AccessType", "Public")));
    }

    private void template(String key, String name, Object folder, Map<String, Object> more, int usedDaysAgo) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put("OwnerId", owner);
        fields.put("Name", name);
        fields.put("DeveloperName", name.replaceAll("\\W", "_"));
        fields.put("FolderId", folder);
        fields.put("IsActive", true);
        fields.put("TemplateStyle", "none");
        fields.put("Encoding", "UTF-8");
        if (usedDaysAgo > 0) {
            fields.put("TimesUsed", usedDaysAgo);
            fields.put("LastUsedDate", day.minusDays(usedDaysAgo) + "T08:30:00Z");
        }
        rows.add(new Row(org.orgId + "/template/" + key, org.orgId, "EmailTemplate", fields));
    }
}
