package app.tandem.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.tandem.sandbox.world.ReferenceMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The real vCards beside the checkout, as Outlook takes them into its contacts: in the words of Graph. */
final class Cards {

    private static final Pattern QUOTED_END = Pattern.compile("(?i)(ENCODING=)?QUOTED-PRINTABLE");

    /** One line: its name, its parameters in capitals, and its value. */
    private record Line(String name, String parameters, String value) {

        boolean is(String type) {
            return parameters.contains(type);
        }

        /** The parts between semicolons. */
        List<String> parts() {
            return Stream.of(value.split("(?<!\\\\);", -1)).map(Cards::plain).toList();
        }
    }

    private Cards() {}

    /** Every card as a contact of Graph; a test without the reference ends here as not run. */
    static List<ObjectNode> all() {
        assumeTrue(
                ReferenceMail.place().isPresent(),
                "not run: the real contacts lie outside the project; name their place with -Dtandem.reference");
        List<ObjectNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(ReferenceMail.place().orElseThrow().resolve("data/contacts"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".vcf"))
                    .sorted()
                    .toList()) {
                all.addAll(cards(Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<ObjectNode> cards(String text) {
        List<ObjectNode> cards = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (String line : unfolded(text)) {
            int colon = line.indexOf(':');
            String head = colon < 0 ? line : line.substring(0, colon);
            String[] words = head.toUpperCase(Locale.ROOT).split(";", 2);
            String name = words[0].substring(words[0].lastIndexOf('.') + 1);
            String parameters = words.length < 2 ? "" : words[1];
            String value = colon < 0 ? "" : decoded(line.substring(colon + 1), parameters);
            if (name.equals("BEGIN")) {
                lines.clear();
            } else if (name.equals("END")) {
                cards.add(contact(lines));
            } else {
                lines.add(new Line(name, parameters, value));
            }
        }
        return cards;
    }

    private static List<String> unfolded(String text) {
        String whole = text.replaceAll("\r\n?", "\n");
        List<String> lines = new ArrayList<>();
        for (String line : whole.split("\n")) {
            String last = lines.isEmpty() ? "" : lines.getLast();
            boolean softBreak = last.endsWith("=") && QUOTED_END.matcher(last).find();
            if (softBreak) {
                lines.set(lines.size() - 1, last.substring(0, last.length() - 1) + line);
            } else if (!lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                lines.set(lines.size() - 1, last + line.substring(1));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String decoded(String value, String parameters) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        if (QUOTED_END.matcher(parameters).find()) {
            bytes = QUOTED_HEX
                    .matcher(value)
                    .replaceAll(hex -> java.util.regex.Matcher.quoteReplacement(
                            Character.toString(Integer.parseInt(hex.group(1), 16))))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static final Pattern QUOTED_HEX = Pattern.compile("=([0-9A-Fa-f]{2})");

    private static String plain(String value) {
        return value.replaceAll("\\\\[nN]", "\n")
                .replaceAll("\\\\([,;\\\\])", "$1")
                .strip();
    }

    private static ObjectNode contact(List<Line> lines) {
        ObjectNode contact = JsonMapper.shared().createObjectNode();
        lines.forEach(line -> read(contact, line));
        if (!contact.has("surname") && contact.has("displayName")) {
            String[] words = contact.path("displayName").asString().split(" ");
            contact.put("surname", words[words.length - 1]);
        }
        return contact;
    }

    private static void read(ObjectNode contact, Line line) {
        switch (line.name()) {
            case "FN" -> put(contact, "displayName", plain(line.value()));
            case "N" -> {
                List<String> names = List.of("surname", "givenName", "middleName", "title", "generation");
                for (int i = 0; i < Math.min(names.size(), line.parts().size()); i++) {
                    put(contact, names.get(i), line.parts().get(i));
                }
            }
            case "ORG" -> put(contact, "companyName", line.parts().getFirst());
            case "TITLE" -> put(contact, "jobTitle", plain(line.value()));
            case "NOTE" -> put(contact, "personalNotes", plain(line.value()));
            case "EMAIL" -> mail(contact, plain(line.value()));
            case "TEL" -> phone(contact, line);
            case "ADR" -> address(contact, line);
            case "BDAY" -> birthday(contact, line.value().strip());
            default -> {}
        }
    }

    private static void put(ObjectNode contact, String property, String value) {
        if (!value.isEmpty() && !contact.has(property)) {
            contact.put(property, value);
        }
    }

    private static void mail(ObjectNode contact, String address) {
        ArrayNode mails = contact.withArray("emailAddresses");
        if (mails.size() < 3 && !address.isEmpty()) {
            mails.addObject().put("address", address).put("name", address);
        }
    }

    private static void phone(ObjectNode contact, Line line) {
        String number = plain(line.value()).replaceFirst("^tel:", "");
        if (line.is("CELL")) {
            put(contact, "mobilePhone", number);
        } else if (!line.is("FAX")) {
            ArrayNode phones = contact.withArray(line.is("HOME") ? "homePhones" : "businessPhones");
            if (phones.size() < 2) {
                phones.add(number);
            }
        }
    }

    private static void address(ObjectNode contact, Line line) {
        String property = line.is("HOME") ? "homeAddress" : "businessAddress";
        List<String> parts = line.parts();
        if (!contact.has(property) && parts.size() == 7) {
            ObjectNode address = contact.putObject(property);
            put(address, "street", parts.get(2));
            put(address, "city", parts.get(3));
            put(address, "state", parts.get(4));
            put(address, "postalCode", parts.get(5));
            put(address, "countryOrRegion", parts.get(6));
        }
    }

    private static void birthday(ObjectNode contact, String day) {
        var date = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2}).*").matcher(day);
        if (date.matches()) {
            put(contact, "birthday", date.group(1) + "-" + date.group(2) + "-" + date.group(3) + "T11:59:00Z");
        }
    }
}
