package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import app.tandem.crm.MailTemplate;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.TemplateFolder;
import app.tandem.crm.TemplateFolder.Kind;
import app.tandem.crm.TemplateSearch;
import app.tandem.crm.TemplateText;
import app.tandem.crm.TemplateUse;
import app.tandem.crm.Templates;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.MailBody;
import app.tandem.item.RecordRef;
import com.sforce.soap.partner.AttachmentRetrievalOption;
import com.sforce.soap.partner.RenderStoredEmailTemplateRequest;
import com.sforce.soap.partner.RenderStoredEmailTemplateResult;
import com.sforce.soap.partner.SingleEmailMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Templates over one user's {@link Conversation}; Salesforce itself fills them (salesforce-notes 12.1). */
final class SalesforceTemplates implements Templates {

    private static final String TEMPLATE = "EmailTemplate";
    private static final String FOLDER = "Folder";
    private static final String CLASSIC_FOLDER = "Email";
    private static final int MOST_FOLDERS = 500;

    private final Conversation conversation;
    private final Asking asking;

    SalesforceTemplates(Conversation conversation, Catalog.OfUsers catalogs) {
        this.conversation = conversation;
        this.asking = new Asking(conversation, catalogs);
    }

    @Override
    public List<TemplateFolder> folders() {
        return asking.ask(directory -> {
            directory.know(List.of(TEMPLATE, FOLDER));
            if (directory.info(TEMPLATE).isEmpty()) {
                return List.of();
            }
            CrmConnection crm = conversation.user().connectedCrm();
            List<TemplateFolder> folders = new ArrayList<>();
            folders.add(new TemplateFolder(crm.userId(), "", Kind.OWN));
            folders.add(new TemplateFolder(crm.orgId(), "", Kind.PUBLIC));
            if (directory.info(FOLDER).isPresent()) {
                rows(
                                List.of("Id", "Name", "Type"),
                                FOLDER,
                                Where.in("Type", List.of(CLASSIC_FOLDER, TEMPLATE)),
                                List.of(new Soql.Order("Name", false)),
                                MOST_FOLDERS)
                        .forEach(row -> folders.add(folder(row)));
            }
            return List.copyOf(folders);
        });
    }

    private static TemplateFolder folder(Rec row) {
        String name = row.text("Name");
        return new TemplateFolder(
                row.id(),
                name == null ? "" : name,
                CLASSIC_FOLDER.equals(row.text("Type")) ? Kind.CLASSIC : Kind.LIGHTNING);
    }

    @Override
    public Found find(TemplateSearch search) {
        return asking.ask(directory ->
                directory.info(TEMPLATE).map(info -> find(info, search)).orElse(new Found(List.of(), false)));
    }

    private Found find(ObjectInfo info, TemplateSearch search) {
        List<Where> conditions = new ArrayList<>(List.of(Where.is("IsActive", true)));
        if (search.folder() != null) {
            conditions.add(Where.is("FolderId", search.folder()));
        }
        if (!search.text().isEmpty()) {
            conditions.add(Where.like("Name", true, search.text()));
        }
        List<String> fields = Stream.of("Id", "Name", "FolderName", "RelatedEntityType")
                .filter(name -> info.field(name).isPresent())
                .toList();
        List<Soql.Order> orders = Stream.of(new Soql.Order("LastUsedDate", true), new Soql.Order("Name", false))
                .filter(order -> info.field(order.field()).isPresent())
                .toList();
        List<MailTemplate> found =
                rows(fields, TEMPLATE, Where.all(conditions), orders, TemplateSearch.MOST + 1).stream()
                        .map(row -> new MailTemplate(
                                row.id(),
                                row.required("Name"),
                                Objects.requireNonNullElse(row.text("FolderName"), ""),
                                row.text("RelatedEntityType")))
                        .toList();
        boolean more = found.size() > TemplateSearch.MOST;
        return new Found(more ? found.subList(0, TemplateSearch.MOST) : found, more);
    }

    private List<Rec> rows(List<String> fields, String object, Where where, List<Soql.Order> orders, int most) {
        return new Queries(conversation).all(Soql.select(fields, object, where, orders, most));
    }

    @Override
    public TemplateText render(TemplateUse use) {
        RenderStoredEmailTemplateRequest request = request(use);
        request.setAttachmentRetrievalOption(AttachmentRetrievalOption.MetadataOnly);
        request.setUpdateTemplateUsage(false);
        return asking.ask(
                directory -> text(conversation.read(connection -> connection.renderStoredEmailTemplate(request))));
    }

    @Override
    public void used(TemplateUse use) {
        RenderStoredEmailTemplateRequest request = request(use);
        request.setAttachmentRetrievalOption(AttachmentRetrievalOption.None);
        request.setUpdateTemplateUsage(true);
        asking.ask(directory -> conversation.write(connection -> connection.renderStoredEmailTemplate(request)));
    }

    private static RenderStoredEmailTemplateRequest request(TemplateUse use) {
        RenderStoredEmailTemplateRequest request = new RenderStoredEmailTemplateRequest();
        request.setTemplateId(use.templateId());
        Optional.ofNullable(use.who()).map(RecordRef::id).ifPresent(request::setWhoId);
        Optional.ofNullable(use.what()).map(RecordRef::id).ifPresent(request::setWhatId);
        return request;
    }

    private static TemplateText text(RenderStoredEmailTemplateResult result) {
        SingleEmailMessage email = result.getRenderedEmail();
        if (!result.isSuccess() || email == null) {
            return new TemplateText.Refused(
                    result.getErrors() == null || result.getErrors().length == 0
                            ? ""
                            : Objects.requireNonNullElse(result.getErrors()[0].getMessage(), ""));
        }
        return new TemplateText.Filled(
                Objects.requireNonNullElse(email.getSubject(), ""),
                body(email.getHtmlBody(), email.getPlainTextBody()),
                email.getFileAttachments() == null
                        ? List.of()
                        : Arrays.stream(email.getFileAttachments())
                                .map(file -> Objects.requireNonNullElse(file.getFileName(), ""))
                                .toList());
    }

    private static MailBody body(@Nullable String html, @Nullable String text) {
        return html == null || html.isBlank()
                ? new MailBody(false, Objects.requireNonNullElse(text, ""))
                : new MailBody(true, html);
    }
}
