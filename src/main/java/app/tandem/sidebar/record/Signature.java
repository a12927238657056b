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

    /** Lines that are looked at; the rest of a longer text is not. */
    private static final int MOST_LINES = 2_000;

    /** Lines of a block. */
    private static final int MOST_PARTS = 14;

    /** Longer lines are no part of a block, and no expression ever sees them: anybody can send a line of any length. */
    private static final int LONGEST_LINE = 200;

    private static final int LONGEST_PART = 120;
    private static final int LONGEST_CLOSING = 60;
    private static final int SHORTEST_RULE = 10;
    private static final String DASHES = "---";
    private static final Pattern HEADER =
            Pattern.compile("(?i)(?:from|von|de|da|van|fra|från|od|feladó|発信者|寄件者)\\s?: ");
    private static final Pattern DATED = Pattern.compile("(?i)(?:on|am|le|el|il|op|den|em|dne)\\s");
    private static final Pattern WROTE =
            Pattern.compile("(?i)wrote|schrieb|écrit|escribió|scritto|schreef|skrev|escreveu|napsal");
    private static final Pattern CLOSING =
            Pattern.compile("(?iu)--|(?:(?:best|kind|warm|many)\\s{1,4})?(?:regards|wishes|thanks)|sincerely|cheers"
                    + "|mit (?:freundlichen|besten) grüßen|(?:viele|beste|liebe|freundliche) grüße|cordialement|bien à vous"
                    + "|atentamente|cordiali saluti|met vriendelijke groet(?:en)?|med venlig hilsen|med vänlig hälsning"
                    + "|s pozdravem|üdvözlettel|atenciosamente");
    private static final Pattern OPEN_CLOSING = Pattern.compile("(?iu)yours\\s|(?:un )?saludos?");
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
            "(?iU)stra(?:ß|ss)e|str\\.|weg|platz|allee|gasse|street|\\bst\\b|road|\\brd\\b|avenue|\\bave\\b|lane|rue|calle|via|viale"
                    + "|piazza|laan|straat|gade|vägen|gatan");
    private static final Pattern BETWEEN = Pattern.compile("[|•·\\t]|\\s{3}|\\s–\\s");
    private static final Pattern HOUSE = Pattern.compile("(?i)\\d{1,6}[a-z]?,? ");
    private static final Pattern ROAD =
            Pattern.compile("(?iU)\\b(?:street|st|road|rd|avenue|ave|lane|rue|boulevard|drive|way)\\b");

    /** Nothing known. */
    static Signature none() {
        return new Signature(null, null, null, null, null, null, null, null);
    }

    /** What the text says of that person, its writer; linear in the text's length, whatever it holds. */
    static Signature in(CharSequence text, Address person) {
        List<String> parts = parts(own(text), PersonName.of(person));
        return parts.isEmpty() ? none() : new Reading(parts, person).signature();
    }

    /** The lines above the mails that are quoted, without those that are too long. */
    private static List<CharSequence> own(CharSequence text) {
        List<CharSequence> own = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length() && own.size() < MOST_LINES; i++) {
            if (i < text.length() && text.charAt(i) != '\n') {
                continue;
            }
            CharSequence line = i - start > LONGEST_LINE ? "" : stripped(text, start, i);
            if (!own.isEmpty() && isHistory(line)) {
                break;
            }
            own.add(line);
            start = i + 1;
        }
        return own;
    }

    private static CharSequence stripped(CharSequence text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return text.subSequence(from, to);
    }

    /** Whether an earlier mail begins here. */
    private static boolean isHistory(CharSequence line) {
        if (line.isEmpty()) {
            return false;
        }
        return switch (line.charAt(0)) {
            case '>' -> true;
            case '_' -> line.length() >= SHORTEST_RULE && line.chars().allMatch(each -> each == '_');
            case '-' -> {
                String rule = line.toString();
                yield rule.startsWith(DASHES)
                        && rule.endsWith(DASHES)
                        && rule.chars().anyMatch(Character::isLetter);
            }
            default ->
                HEADER.matcher(line).lookingAt()
                        || DATED.matcher(line).lookingAt()
                                && WROTE.matcher(line).find();
        };
    }

    private static boolean isClosing(CharSequence line) {
        if (line.length() > LONGEST_CLOSING) {
            return false;
        }
        Matcher closing = CLOSING.matcher(line);
        return closing.lookingAt()
                        && line.subSequence(closing.end(), line.length())
                                .chars()
                                .noneMatch(Character::isLetterOrDigit)
                || OPEN_CLOSING.matcher(line).lookingAt();
    }

    private static boolean isName(CharSequence line, PersonName name) {
        if (line.length() >= LONGEST_CLOSING || name.first().isEmpty()) {
            return false;
        }
        String lower = line.toString().toLowerCase(Locale.ROOT);
        return lower.contains(name.first().toLowerCase(Locale.ROOT))
                && lower.contains(name.last().toLowerCase(Locale.ROOT))
                && !lower.contains("@");
    }

    /**
     * The last lines, after a closing or from the line with the writer's name on; parted also where one line holds several
     * things between bars or dots.
     */
    private static List<String> parts(List<CharSequence> own, PersonName name) {
        int begin = own.size() - 1;
        while (begin >= 0 && !isClosing(own.get(begin)) && !isName(own.get(begin), name)) {
            begin--;
        }
        List<String> parts = new ArrayList<>();
        for (int i = Math.max(0, begin); begin >= 0 && i < own.size() && parts.size() < MOST_PARTS; i++) {
            CharSequence line = own.get(i);
            if (isClosing(line) || line.length() > LONGEST_PART) {
                continue;
            }
            BETWEEN.splitAsStream(line)
                    .map(String::strip)
                    .filter(part -> !part.isEmpty() && !isName(part, name))
                    .limit((long) MOST_PARTS - parts.size())
                    .forEach(parts::add);
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
            } else if (isStreet(line)) {
                street = street == null ? line : street;
            } else if (PHONE.matcher(line).find()) {
                number(line);
            } else {
                words(line);
            }
        }

        /** A street and then a number, or a number and then a road. */
        private static boolean isStreet(String line) {
            Matcher street = STREET.matcher(line);
            return street.find() && line.substring(street.end()).chars().anyMatch(Character::isDigit)
                    || HOUSE.matcher(line).lookingAt() && ROAD.matcher(line).find();
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
                    && ".!?:,".indexOf(line.charAt(line.length() - 1)) < 0
                    && line.chars().noneMatch(Character::isDigit);
        }

        Signature signature() {
            return new Signature(title, company, phone, mobile, website, street, postalCode, city);
        }
    }
}
