package app.tandem.mailbox.graph;

import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which messages of a conversation lie in the folders that are read (sync H-3, W-12), a hundred to a request. */
final class ConversationReader {

    private static final int MOST_PAGES = 20;

    private final Requests requests;
    private final Wire wire;
    private final GraphSite site;
    private final Layouts layouts;

    ConversationReader(Requests requests, Wire wire, GraphSite site, Layouts layouts) {
        this.requests = requests;
        this.wire = wire;
        this.site = site;
        this.layouts = layouts;
    }

    List<Mail> of(Line line, String conversationId) {
        List<Mail> mails = new ArrayList<>();
        Call call = requests.conversation(line, conversationId);
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer answer = ErrorCodes.demand(wire.send(line, call));
            Layouts.values(answer)
                    .map(message ->
                            Messages.mail(message, layouts.folder(line, Answer.text(message, "parentFolderId"))))
                    .filter(mail -> mail.folder() != MailFolder.OTHER)
                    .forEach(mails::add);
            @Nullable String next = answer.text("@odata.nextLink");
            if (next == null) {
                break;
            }
            call = Call.get(site.check(next).toString());
        }
        return mails;
    }
}
