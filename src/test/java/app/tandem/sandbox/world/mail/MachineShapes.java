package app.tandem.sandbox.world.mail;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Mails that a program writes by itself: invitations, receipts, bounces, lists, newsletters, absence notes. */
final class MachineShapes {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private MachineShapes() {}

    /** A meeting request: text, HTML and a calendar side by side. */
    static Part invitation(Letter letter) {
        ZonedDateTime start =
                letter.date().plusDays(9).withHour(10).withMinute(0).withSecond(0);
        String calendar = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "PRODID:-//Example//Calendar 4.2//EN",
                "VERSION:2.0",
                "METHOD:REQUEST",
                "BEGIN:VEVENT",
                "UID:" + Heads.token(letter, 14, 32) + "@" + letter.from().address(),
                "DTSTAMP:" + utc(letter.date()),
                "DTSTART:" + utc(start),
                "DTEND:" + utc(start.plusMinutes(45)),
                "SUMMARY:" + letter.subject().replace(",", "\\,"),
                "ORGANIZER;CN=\"" + letter.from().name() + "\":mailto:"
                        + letter.from().address(),
                "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:"
                        + letter.to().getFirst().address(),
                "LOCATION:Online",
                "SEQUENCE:0",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        return Part.multipart(
                        "alternative",
                        "_cal_" + Heads.token(letter, 15, 20),
                        Part.text("plain", StandardCharsets.UTF_8, "quoted-printable", letter.text()),
                        Part.text(
                                "html",
                                StandardCharsets.UTF_8,
                                "quoted-printable",
                                "<html><body>" + Html.paragraphs(letter.text(), "<p>", "</p>") + "</body></html>"),
                        Part.text("calendar", StandardCharsets.UTF_8, "base64", calendar)
                                .replace("Content-Type", "text/calendar; charset=\"utf-8\"; method=REQUEST"))
                .head(Heads.of(letter))
                .header("Content-Class", "urn:content-classes:calendarmessage");
    }

    /** "Your message was read". */
    static Part readReceipt(Letter letter) {
        String original = "<sent." + letter.number() + "@" + domain(letter.to().getFirst()) + ">";
        Part receipt = Part.raw(
                "message/disposition-notification",
                ("Reporting-UA: mail." + domain(letter.from()) + "; Mailer 4.1\r\nFinal-Recipient: rfc822;"
                                + letter.from().address()
                                + "\r\nOriginal-Message-ID: " + original
                                + "\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return Part.multipart(
                        "report; report-type=disposition-notification",
                        "_mdn_" + Heads.token(letter, 16, 16),
                        Part.text(
                                "plain",
                                StandardCharsets.UTF_8,
                                "8bit",
                                "Your message\n\n  Subject: " + letter.subject() + "\n\nwas read on "
                                        + Heads.date(letter.date()) + ".\n"),
                        receipt)
                .head(Heads.of(letter.withSubject("Read: " + letter.subject())));
    }

    /** "Your message could not be delivered". */
    static Part bounce(Letter letter) {
        String domain = domain(letter.to().getFirst());
        Letter report = letter.withFrom(new Address("Mail Delivery System", "MAILER-DAEMON@" + domain))
                .withSubject("Undelivered Mail Returned to Sender");
        Part status = Part.raw(
                "message/delivery-status",
                ("Reporting-MTA: dns; mx1." + domain + "\r\n\r\nFinal-Recipient: rfc822; "
                                + letter.from().address()
                                + "\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such mailbox\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        Part headers = Part.raw(
                "text/rfc822-headers",
                ("From: " + letter.to().getFirst().written() + "\r\nTo: "
                                + letter.from().address() + "\r\nSubject: "
                                + Encodings.words(letter.subject(), StandardCharsets.UTF_8, true) + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return Part.multipart(
                        "report; report-type=delivery-status",
                        Heads.token(letter, 17, 10) + "." + Heads.token(letter, 18, 10) + "/mx1." + domain,
                        Part.text(
                                "plain",
                                StandardCharsets.US_ASCII,
                                "7bit",
                                "This is the mail system at host mx1." + domain
                                        + ".\n\nI'm sorry to have to tell you that your message could not be\ndelivered to "
                                        + letter.from().address() + ": there is no such mailbox.\n"),
                        status,
                        headers)
                .head(Heads.of(report))
                .header("Auto-Submitted", "auto-replied");
    }

    /** "I am out of the office". */
    static Part absence(Letter letter) {
        return Part.text(
                        "plain",
                        StandardCharsets.UTF_8,
                        "quoted-printable",
                        "Thank you for your message. I am travelling until "
                                + letter.date().plusDays(6).toLocalDate()
                                + " and read mail only in the evening.\n\nIn urgent cases please call our front desk.\n\n"
                                + letter.from().name() + "\n")
                .head(Heads.of(letter.withSubject("Automatic reply: " + letter.subject())))
                .header("Auto-Submitted", "auto-replied")
                .header("X-Auto-Response-Suppress", "All")
                .header("Precedence", "bulk");
    }

    /** A posting to a mailing list, with the list's footer. */
    static Part listPosting(Letter letter) {
        String list = "pump-users.lists." + domain(letter.from());
        return Part.text(
                        "plain",
                        StandardCharsets.UTF_8,
                        "8bit",
                        letter.text()
                                + "\n_______________________________________________\nPump users mailing list\nhttps://lists."
                                + domain(letter.from()) + "/pump-users\n")
                .head(Heads.of(letter.withSubject("[pump-users] " + letter.subject())))
                .header("List-Id", "People who run pumps <" + list + ">")
                .header("List-Unsubscribe", "<mailto:pump-users-leave@lists." + domain(letter.from()) + ">")
                .header("List-Post", "<mailto:pump-users@lists." + domain(letter.from()) + ">")
                .header("Sender", "pump-users-bounces@lists." + domain(letter.from()))
                .header("Precedence", "list");
    }

    /** A newsletter: tables, remote pictures, a counting pixel, one HTML part only. */
    static Part newsletter(Letter letter) {
        String site = "https://news." + domain(letter.from());
        String html = "<!DOCTYPE html><html><head><title>" + Html.escape(letter.subject())
                + "</title><style>@media (max-width:600px){.w{width:100%!important}}</style></head>"
                + "<body style=\"margin:0;background:#eef1f4\"><div style=\"display:none;max-height:0;overflow:hidden\">What is new this month &#8203;&#8203;</div>"
                + "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\"><table class=\"w\" width=\"600\" bgcolor=\"#ffffff\"><tr><td>"
                + "<img src=\"" + site + "/header.png\" width=\"600\" height=\"120\" alt=\""
                + Html.escape(letter.from().name())
                + "\"></td></tr><tr><td style=\"padding:24px;font-family:Arial\"><h1>"
                + Html.escape(letter.subject()) + "</h1>" + Html.paragraphs(letter.text(), "<p>", "</p>")
                + "<p><a href=\"" + site + "/read?u=" + letter.number()
                + "\">Read more</a></p><p style=\"font-size:11px\"><a href=\"" + site
                + "/leave\">Unsubscribe</a></p></td></tr></table></td></tr></table>"
                + "<img src=\"" + site + "/open.gif?u=" + letter.number()
                + "\" width=\"1\" height=\"1\" alt=\"\"></body></html>";
        return Part.text("html", StandardCharsets.UTF_8, "quoted-printable", html)
                .head(Heads.of(letter))
                .header("List-Unsubscribe", "<" + site + "/leave>")
                .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                .header("Feedback-ID", letter.number() + ":news");
    }

    private static String utc(ZonedDateTime time) {
        return STAMP.format(time.withZoneSameInstant(ZoneOffset.UTC));
    }

    private static String domain(Address address) {
        return address.address().substring(address.address().indexOf('@') + 1);
    }
}
