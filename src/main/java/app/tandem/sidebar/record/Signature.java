package app.tandem.sidebar.record;

import app.tandem.item.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail's last lines say of its writer (pane U-115, U-141). A reader of shapes, not of languages: what it does not
 * recognise it leaves out, as a wrong value costs more than a missing one.
 */
record Signature(
        @Nullable String title,
        @Nullable String company,
        @Nullable String phone,
        @Nullable String mobile,
        @Nullable String website,
        @Nullable String street,
        @Nullable String postalCode,
        @Nullable String city) {

    private static final int MOST_LINES = 14;
    private static final int LONGEST_LINE = 120;
    private static final Pattern HISTORY = Pattern.compile(
            "^(>|-{3,} ?\\S.*-{3,}$|_{10,}$|(from|von|de|da|van|fra|från|od|feladó|発信者|寄件者)\\s?: .*|"
                    + "(on|am|le|el|il|op|den|em|dne)\\s.{6,80}(wrote|schrieb|écrit|escribió|scritto|schreef|skrev|escreveu|napsal).*:?$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSING = Pattern.compile(
            "^(--|(best|kind|warm|many)?\\s*(regards|wishes|thanks)|sincerely|cheers|yours .*|mit (freundlichen|besten) grüßen"
                    + "|(viele|beste|liebe|freundliche) grüße|cordialement|bien à vous|(un )?saludos?.*|atentamente|cordiali saluti"
                    + "|met vriendelijke groet(en)?|med venlig hilsen|med vänlig hälsning|s pozdravem|üdvözlettel|atenciosamente)\\W*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern PHONE = Pattern.compile("\\+?\\(?\\d[\\d ()./\\u00a0-]{5,20}\\d");
    private static final Pattern MOBILE =
            Pattern.compile("(?i)\\b(mobile?|mob|cell|handy|gsm|portable|m[oó]vil|cellulare)\\b|^m\\s*[:.]");
    private static final Pattern FAX = Pattern.compile("(?i)\\b(tele)?fax\\b|^f\\s*[:.]");
    private static final Pattern WEB = Pattern.compile(
            "(?i)\\b(?:https?://)?((?:www\\.)[a-z0-9.-]+\\.[a-z]{2,}|(?<=//)[a-z0-9.-]+\\.[a-z]{2,})\\S*");
    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(?U)\\b(GmbH|AG|KG|SE|Ltd|Limited|LLC|LLP|Inc|Corp|Corporation|plc|PLC|S\\.?A\\.?S?|SARL|S\\.?r\\.?l|SpA|S\\.p\\.A|B\\.?V|N\\.?V|Oy|AB|A/S|ApS|Pty|s\\.r\\.o|Kft|Zrt|SL|S\\.L|Lda|KK|Company|Group|Gruppe)\\b\\.?");
    private static final Pattern TOWN =
            Pattern.compile("(?U)^(?:[A-Z]{1,2}-)?(\\d{4,6}(?:[ -]?[A-Z]{2})?)\\s+(\\p{Lu}[\\p{L} .'-]{1,40})$");
    private static final Pattern STREET = Pattern.compile(
            "(?iU).*(stra(ß|ss)e|str\\.|weg|platz|allee|gasse|street|\\bst\\.?\\b|road|\\brd\\b|avenue|\\bave\\b|lane|rue|calle|via|viale|piazza|laan|straat|gade|vägen|gatan).*\\d.*|(?U)^\\d+[a-z]?,? .*(street|st\\.?|road|rd|avenue|ave|lane|rue|boulevard|drive|way)\\b.*");

    /** Nothing known. */
    static Signature none() {
        return new Signature(null, null, null, null, null, null, null, null);
    }

    /** What the text says of that person. */
    static Signature in(String text, Address person) {
        List<String> lines = block(text, PersonName.of(person));
        return lines.isEmpty() ? none() : new Reading(lines, person).signature();
    }

    /** The writer's own last lines: after a closing, or from the line with their name on. */
    private static List<String> block(String text, PersonName name) {
        List<String> own = new ArrayList<>();
        for (String line : text.replace("\r", "").split("\n", 2_000)) {
            String stripped = line.strip();
            if (HISTORY.matcher(stripped).find() && !own.isEmpty()) {
                break;
            }
            own.add(stripped);
        }
        for (int i = own.size() - 1; i >= 0; i--) {
            if (CLOSING.matcher(own.get(i)).matches() || isName(own.get(i), name)) {
                return parts(own.subList(i, own.size()), name);
            }
        }
        return List.of();
    }

    private static boolean isName(String line, PersonName name) {
        String lower = line.toLowerCase(Locale.ROOT);
        return line.length() < 60
                && !name.first().isEmpty()
                && lower.contains(name.first().toLowerCase(Locale.ROOT))
                && lower.contains(name.last().toLowerCase(Locale.ROOT))
                && !lower.contains("@");
    }

    /** Lines of their own also where one line holds several things, parted by bars or dots. */
    private static List<String> parts(List<String> lines, PersonName name) {
        List<String> parts = new ArrayList<>();
        for (String line : lines) {
            if (CLOSING.matcher(line).matches() || line.length() > LONGEST_LINE) {
                continue;
            }
            for (String part : line.split("\\s*[|•·]\\s*|\\t+|\\s{3,}|\\s+–\\s+")) {
                if (!part.isBlank() && !isName(part, name) && parts.size() < MOST_LINES) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    /** Goes through the lines once; each is one thing. */
    private static final class Reading {

        private final String domain;
        private @Nullable String title;
        private @Nullable String company;
        private @Nullable String phone;
        private @Nullable String mobile;
        private @Nullable String website;
        private @Nullable String street;
        private @Nullable String postalCode;
        private @Nullable String city;

        Reading(List<String> lines, Address person) {
            domain = person.domain();
            lines.forEach(this::read);
        }

        private void read(String line) {
            Matcher web = WEB.matcher(line);
            Matcher town = TOWN.matcher(line);
            if (line.contains("@")) {
                return;
            }
            if (web.find()) {
                website = website == null ? web.group(1) : website;
            } else if (town.matches()) {
                postalCode = town.group(1);
                city = town.group(2).strip();
            } else if (STREET.matcher(line).matches()) {
                street = street == null ? line : street;
            } else if (PHONE.matcher(line).find()) {
                number(line);
            } else {
                words(line);
            }
        }

        private void number(String line) {
            Matcher number = PHONE.matcher(line);
            if (!number.find() || FAX.matcher(line).find()) {
                return;
            }
            if (MOBILE.matcher(line).find()) {
                mobile = mobile == null ? number.group() : mobile;
            } else {
                phone = phone == null ? number.group() : phone;
            }
        }

        private void words(String line) {
            if (isCompany(line)) {
                company = company == null ? line : company;
            } else if (title == null && company == null && isShort(line)) {
                title = line;
            }
        }

        /** By its legal form, or because its first word is the mail domain's. */
        private boolean isCompany(String line) {
            String first = plain(line.split("[\\s-]+", 2)[0]);
            return LEGAL_FORM.matcher(line).find()
                    || first.length() > 3 && plain(domain).startsWith(first);
        }

        private static String plain(String text) {
            return java.text.Normalizer.normalize(text.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD)
                    .replaceAll("[^a-z0-9]", "");
        }

        private static boolean isShort(String line) {
            return line.split("\\s+").length <= 6
                    && Character.isUpperCase(line.codePointAt(0))
                    && !line.matches(".*[.!?:,]$")
                    && line.chars().noneMatch(Character::isDigit);
        }

        Signature signature() {
            return new Signature(title, company, phone, mobile, website, street, postalCode, city);
        }
    }
}
