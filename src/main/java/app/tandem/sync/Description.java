package app.tandem.sync;

import app.tandem.item.Address;
import app.tandem.item.Mail;
import app.tandem.safehtml.Characters;
import app.tandem.safehtml.Cuts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message as the one text of a Task (sync E-3, N-3): who, when, what, and below it what belongs to it. Head and foot
 * stay when the text has to be cut.
 */
final class Description {

    static final String CUT = "\n[… cut here: the whole text is in the mailbox]";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm '(UTC'xxx')'", Locale.ROOT);

    private final Triage.Candidate candidate;
    private final ZoneId zone;
    private final int subjectLength;

    Description(Triage.Candidate candidate, ZoneId zone, int subjectLength) {
        this.candidate = candidate;
        this.zone = zone;
        this.subjectLength = subjectLength;
    }

    /** The text, at most {@code limit} long; {@code reference} is always its last line. */
    String write(String text, List<String> notes, String reference, int limit) {
        String ending = reference.isEmpty() ? "" : "\n\n" + reference;
        int room = Math.max(0, limit - ending.length());
        String head = comment(room / 4) + lines(head(), room / 2);
        String foot = notes.isEmpty() ? "" : "\n\n" + lines(notes, room / 4);
        String body = text.isEmpty() ? "" : "\n\n" + text;
        int bodyRoom = room - head.length() - foot.length();
        String whole = head + Cuts.text(body, Math.max(0, bodyRoom), CUT) + foot;
        return Cuts.head(whole, room) + Cuts.head(ending, limit);
    }

    /** What the person says about it comes first. */
    private String comment(int room) {
        String comment = Characters.clean(candidate.wording().comment()).strip();
        return comment.isEmpty() ? "" : Cuts.text(comment, room, FieldValues.MORE) + "\n\n";
    }

    private List<String> head() {
        Mail mail = candidate.mail();
        List<String> lines = new ArrayList<>();
        if (mail.from() != null) {
            lines.add("From: " + person(mail.from()));
        }
        if (mail.sender() != null
                && (mail.from() == null
                        || !mail.sender().address().equals(mail.from().address()))) {
            lines.add("Sent by: " + person(mail.sender()));
        }
        people(lines, "To: ", mail.to());
        people(lines, "Cc: ", mail.cc());
        people(lines, "Bcc: ", mail.bcc());
        Instant when = MailRows.when(candidate);
        if (when != null) {
            lines.add("Date: " + DATE.format(when.atZone(zone)));
        }
        if (Characters.line(mail.subject()).length() > subjectLength) {
            lines.add("Subject: " + Characters.line(mail.subject()));
        }
        return lines;
    }

    private static void people(List<String> lines, String label, List<Address> people) {
        if (!people.isEmpty()) {
            lines.add(label
                    + String.join("; ", people.stream().map(Description::person).toList()));
        }
    }

    static String person(Address person) {
        String name = person.name() == null ? "" : Characters.line(person.name());
        String address = Characters.line(person.address());
        return name.isEmpty() || name.equalsIgnoreCase(address) ? address : name + " <" + address + ">";
    }

    /** Each line gets its share when there is not room for all. */
    private static String lines(List<String> lines, int room) {
        String all = String.join("\n", lines);
        if (all.length() <= room || lines.isEmpty()) {
            return all;
        }
        int share = room / lines.size() - 1;
        int shown = share < 20 ? Math.max(1, room / 21) : lines.size();
        int each = Math.max(0, room / shown - 1);
        List<String> cut = lines.stream()
                .limit(shown)
                .map(line -> Cuts.text(line, each, FieldValues.MORE))
                .toList();
        return Cuts.head(String.join("\n", cut), room);
    }
}
