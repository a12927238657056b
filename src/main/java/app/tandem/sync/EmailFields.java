package app.tandem.sync;

import app.tandem.item.Address;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.matching.AddressBook;
import app.tandem.safehtml.Characters;
import app.tandem.safehtml.Cuts;
import app.tandem.safehtml.MailText;
import app.tandem.sync.Triage.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills an EmailMessage (sync E-4, P-1, P-2): known people by id, unknown ones by address. */
final class EmailFields {

    static final String CUT_HTML = "<p>[… cut here: the whole text is in the mailbox]</p>";

    private static final Pattern PLAIN_ADDRESS =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    private final FieldValues values;
    private final Triage.Candidate candidate;
    private final Mail mail;
    private final Decision.Links links;
    private final AddressBook book;
    private final String userId;
    private final List<String> extra = new ArrayList<>();
    private final Set<String> people = new LinkedHashSet<>();

    EmailFields(FieldValues values, Triage.Candidate candidate, Decision.Links links, AddressBook book, String userId) {
        this.values = values;
        this.candidate = candidate;
        this.mail = candidate.mail();
        this.links = links;
        this.book = book;
        this.userId = userId;
    }

    void fill(String subject, MailText text, List<String> notes) {
        values.line("Subject", subject);
        values.put("Status", "3");
        values.put("Incoming", candidate.direction() == Direction.INBOUND);
        values.put("IsClientManaged", true);
        values.time("MessageDate", MailRows.when(candidate));
        values.whole("MessageIdentifier", candidate.key().messageId());
        values.whole("ThreadIdentifier", mail.conversationId());
        RecordRef what = links.what();
        values.put("RelatedToId", what == null ? null : what.id());
        author();
        receivers("To", mail.to());
        receivers("Cc", mail.cc());
        receivers("Bcc", mail.bcc());
        extra.addAll(notes);
        bodies(text);
    }

    private void author() {
        Address author = mail.from() != null ? mail.from() : mail.sender();
        if (author == null) {
            return;
        }
        String name = author.name() == null ? "" : author.name();
        if (isPlain(author)) {
            values.whole("FromAddress", author.address());
            values.line("FromName", name.isBlank() ? null : name);
        } else {
            values.line("FromName", Description.person(author));
        }
        String id = idOf(author);
        if (id != null && isRoomFor(id)) {
            values.put("FromId", id);
        }
    }

    /** Ids and addresses go to different fields; what fits neither is named below the text. */
    private void receivers(String kind, List<Address> receivers) {
        Set<String> ids = new LinkedHashSet<>();
        StringBuilder addresses = new StringBuilder();
        List<String> rest = new ArrayList<>();
        int room = values.has(kind + "Address") ? values.length(kind + "Address") : 0;
        for (Address receiver : receivers) {
            String id = values.has(kind + "Ids") ? idOf(receiver) : null;
            if (id != null && isRoomFor(id)) {
                ids.add(id);
            } else if (isPlain(receiver)
                    && addresses.length() + receiver.address().length() + 2 <= room) {
                addresses.append(addresses.isEmpty() ? "" : "; ").append(receiver.address());
            } else {
                rest.add(Description.person(receiver));
            }
        }
        values.put(kind + "Ids", List.copyOf(ids));
        values.whole(kind + "Address", addresses.toString());
        if (!rest.isEmpty()) {
            extra.add(kind + " also: " + String.join("; ", rest));
        }
    }

    private @Nullable String idOf(Address address) {
        if (book.isOwn(address)) {
            return userId;
        }
        RecordRef known = links.byAddress().get(address.address());
        return known == null ? null : known.id();
    }

    private boolean isRoomFor(String id) {
        return people.contains(id) || people.size() < MailRows.MOST_PEOPLE && people.add(id);
    }

    private static boolean isPlain(Address address) {
        return PLAIN_ADDRESS.matcher(address.address()).matches()
                && !address.address().contains("..");
    }

    private void bodies(MailText text) {
        String foot = extra.isEmpty() ? "" : "\n\n" + String.join("\n", extra);
        int room = values.length("TextBody");
        String shownFoot = Cuts.text(foot, room / 4, FieldValues.MORE);
        String body = Cuts.text(text.text(), room - shownFoot.length(), Description.CUT) + shownFoot;
        values.put("TextBody", body.isBlank() ? null : body.strip());
        if (text.html() != null) {
            html(text.html(), extra);
        }
    }

    private void html(String html, List<String> lines) {
        int room = values.length("HtmlBody");
        StringBuilder foot = new StringBuilder();
        for (String line : lines) {
            String shown = "<p>" + escaped(Cuts.text(line, 2_000, FieldValues.MORE)) + "</p>";
            if (foot.length() + shown.length() <= room / 4) {
                foot.append(shown);
            }
        }
        String body = Cuts.html(html, room - foot.length(), CUT_HTML) + foot;
        values.put("HtmlBody", body.isBlank() ? null : body);
    }

    private static String escaped(String text) {
        return Characters.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
