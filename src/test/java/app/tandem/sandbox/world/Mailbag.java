package app.tandem.sandbox.world;

import app.tandem.sandbox.world.Content.Mail;
import app.tandem.sandbox.world.mail.Address;
import app.tandem.sandbox.world.mail.Letter;
import app.tandem.sandbox.world.mail.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The mails of one mailbox: conversations with correspondents, single mails of every special shape, mails among colleagues. */
final class Mailbag {

    private static final int TALKS = 8;
    private static final int SPECIALS = 9;
    private static final int DAYS = 40;
    private static final List<Shape> TALK_ANY = shapes(Shape.Use.TALK_ANY);
    private static final List<Shape> TALK_IN = shapes(Shape.Use.TALK_IN);
    private static final List<Shape> SPECIAL = shapes(Shape.Use.SPECIAL);
    private static final List<String> PRODUCTS = Texts.lines("products.txt");
    private static final List<String> WEEKDAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");
    private static final DateTimeFormatter TRACE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    private final World world;
    private final Person person;
    private final int index;
    private final List<Correspondent> known;
    private final Instant day;
    private final Random random;
    private final List<Mail> mails = new ArrayList<>();
    private long letters;

    Mailbag(World world, Person person, List<Correspondent> known, Instant day) {
        this.world = world;
        this.person = person;
        this.index = world.people().indexOf(person);
        this.known = known;
        this.day = day;
        this.random = new Random(world.seed() * 1_000_003 + index);
        this.letters = Math.floorMod(world.seed(), 1_000L) * 1_000_000 + index * 1_000L;
    }

    List<Mail> mails() {
        List<Talk> foreign = Talk.all().stream()
                .filter(talk -> !talk.language().equals("en"))
                .toList();
        for (int i = 0; i < TALKS; i++) {
            if (i % 2 == 0) {
                Correspondent other = correspondent(null);
                talk(Talk.in("en").get((index * 3 + i) % Talk.in("en").size()), other);
            } else {
                Talk talk = foreign.get((index * TALKS / 2 + i / 2) % foreign.size());
                talk(talk, correspondent(talk.language()));
            }
        }
        for (int i = 0; i < SPECIALS; i++) {
            special(SPECIAL.get((index * SPECIALS + i) % SPECIAL.size()));
        }
        amongColleagues();
        return mails;
    }

    private void talk(Talk talk, Correspondent other) {
        String[] values = values(other);
        Instant time =
                day.minus(Duration.ofDays(2 + random.nextInt(DAYS))).plus(Duration.ofMinutes(random.nextInt(600)));
        Letter older = null;
        for (Talk.Turn turn : talk.turns()) {
            Letter letter = letter(talk, turn, other, values, older, time);
            Shape shape = turn.in() ? either(TALK_IN, TALK_ANY) : TALK_ANY.get(random.nextInt(TALK_ANY.size()));
            byte[] mime = shape.write(letter);
            keep(turn.in() ? "inbox" : "sentitems", time, shape, turn.in() ? traced(mime, letter) : mime);
            older = letter;
            time = time.plus(Duration.ofMinutes(20 + random.nextInt(1_400)));
        }
    }

    private void special(Shape shape) {
        List<Talk> fitting = shape == Shape.OLD_CHARSET ? List.of() : Talk.in("en");
        Correspondent other =
                correspondent(shape == Shape.OLD_CHARSET ? OLD.get((index + (int) letters) % OLD.size()) : null);
        List<Talk> talks = fitting.isEmpty() ? Talk.in(other.language()) : fitting;
        Talk talk = talks.get(random.nextInt(talks.size()));
        Talk.Turn turn = talk.turns().stream().filter(Talk.Turn::in).findFirst().orElseThrow();
        Instant time = day.minus(Duration.ofMinutes(30 + random.nextInt(DAYS * 1_440)));
        Letter letter = letter(talk, turn, other, values(other), null, time);
        keep("inbox", time, shape, traced(shape.write(letter), letter));
    }

    private static final List<String> OLD = List.of("ja", "zh", "ko", "ru", "el", "he", "tr", "pl", "uk", "ar");

    /** One mail to everybody in the company: the same bytes in each of their mailboxes. */
    private void amongColleagues() {
        List<Person> colleagues = world.people().stream()
                .filter(other -> other.orgId().equals(person.orgId()) && !other.equals(person))
                .limit(5)
                .toList();
        if (colleagues.isEmpty()) {
            return;
        }
        Instant time = day.minus(Duration.ofHours(5 + random.nextInt(200)));
        long number = letters++;
        Letter letter = new Letter(
                address(person),
                colleagues.stream().map(Mailbag::address).toList(),
                List.of(),
                "Friday round: numbers and news",
                "Hi all,\n\nplease send me your three lines for Friday by Thursday noon: what you closed, what is stuck, where you need help.\n\nThe room is booked, cake is on me.\n\n"
                        + person.firstName(),
                "en",
                time.atZone(ZoneId.of(person.timeZone())),
                messageId(person.mail(), number),
                null,
                number);
        byte[] mime = Shape.OUTLOOK_WEB.write(letter);
        keep("sentitems", time, Shape.OUTLOOK_WEB, mime);
        colleagues.forEach(other -> mails.add(new Mail(other.mail(), "inbox", time, Shape.OUTLOOK_WEB, mime)));
    }

    private Letter letter(
            Talk talk, Talk.Turn turn, Correspondent other, String[] values, @Nullable Letter older, Instant time) {
        Address outside = new Address(other.name(), other.address());
        Address inside = address(person);
        long number = letters++;
        String[] names = turn.in()
                ? new String[] {"{to}", person.firstName(), "{from}", other.given()}
                : new String[] {"{to}", other.given(), "{from}", person.firstName()};
        String text = fill(fill(turn.text(), names), values);
        String subject = fill(talk.subject(), values);
        ZonedDateTime date = time.atZone(turn.in() ? other.zone() : ZoneId.of(person.timeZone()));
        return new Letter(
                turn.in() ? outside : inside,
                List.of(turn.in() ? inside : outside),
                List.of(),
                older == null ? subject : reply(talk.language()) + subject,
                text,
                talk.language(),
                date,
                messageId(turn.in() ? other.address() : person.mail(), number),
                older,
                number);
    }

    /** Three of four correspondents are in Salesforce; of a language where there is one, else somebody unknown of it. */
    private Correspondent correspondent(@Nullable String language) {
        List<Correspondent> fitting = known.stream()
                .filter(other -> language == null || other.language().equals(language))
                .toList();
        if (!fitting.isEmpty() && random.nextInt(4) > 0) {
            return fitting.get(random.nextInt(fitting.size()));
        }
        List<Firm> firms = Firm.all().stream()
                .filter(firm -> language == null || firm.language().equals(language))
                .toList();
        Firm firm = firms.get(random.nextInt(firms.size()));
        Names.Name name = Names.of(firm.language(), random);
        return new Correspondent(
                name.display(),
                name.given(),
                Crm.address(name, firm, 500 + random.nextInt(400)),
                firm.language(),
                firm);
    }

    private String[] values(Correspondent other) {
        return new String[] {
            "{company}", other.firm().name(),
            "{city}", other.firm().city(),
            "{mine}", person.company(),
            "{product}", PRODUCTS.get(random.nextInt(PRODUCTS.size())),
            "{number}", "A-" + (10_000 + random.nextInt(89_999)),
            "{amount}", String.format(Locale.US, "€%,d", 500 * (2 + random.nextInt(120))),
            "{day}", WEEKDAYS.get(random.nextInt(WEEKDAYS.size()))
        };
    }

    private void keep(String folder, Instant time, Shape shape, byte[] mime) {
        mails.add(new Mail(person.mail(), folder, time.isAfter(day) ? day : time, shape, mime));
    }

    private Shape either(List<Shape> one, List<Shape> other) {
        List<Shape> shapes = random.nextBoolean() ? one : other;
        return shapes.get(random.nextInt(shapes.size()));
    }

    /** What the servers on the way put before a mail that comes in. */
    private byte[] traced(byte[] mime, Letter letter) {
        String domain =
                letter.from().address().substring(letter.from().address().indexOf('@') + 1);
        String trace = "Received: from mail." + domain + " (203.0.113." + (1 + letter.number() % 250) + ") by mx."
                + World.TENANT + "\r\n"
                + " with ESMTPS id " + Long.toHexString(letter.number() * 7919) + "; " + TRACE.format(letter.date())
                + "\r\n"
                + "Return-Path: <" + letter.from().address() + ">\r\n";
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(trace.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(mime);
        return whole.toByteArray();
    }

    private static String reply(String language) {
        return switch (language) {
            case "de" -> "AW: ";
            case "sv" -> "SV: ";
            case "pl" -> "Odp: ";
            case "zh" -> "回复：";
            case "tr" -> "YNT: ";
            default -> "Re: ";
        };
    }

    private static String messageId(String address, long number) {
        return "<" + Long.toString(number * 2_654_435_761L + 97, 36) + "." + number
                + address.substring(address.indexOf('@')) + ">";
    }

    private static Address address(Person person) {
        return new Address(person.displayName(), person.mail());
    }

    private static String fill(String text, String[] pairs) {
        String filled = text;
        for (int i = 0; i < pairs.length; i += 2) {
            filled = filled.replace(pairs[i], pairs[i + 1]);
        }
        return filled;
    }

    private static List<Shape> shapes(Shape.Use use) {
        return java.util.Arrays.stream(Shape.values())
                .filter(shape -> shape.use() == use)
                .toList();
    }
}
