package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.item.Address;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Pages of the web about a record (pane U-99). Pure. */
final class CardPages {

    private static final String LINKED_IN = "https://www.linkedin.com/search/results/";

    private CardPages() {}

    /**
     * Its own site, or that of the domain people write from.
     *
     * @param freeMail domains of nobody's company
     */
    static Optional<String> website(RecordCard card, Set<String> freeMail) {
        return field(card, "Website")
                .map(FieldRow::address)
                .filter(address -> !address.isEmpty())
                .or(() -> Stream.concat(field(card, "Email").stream(), card.foundBy().stream())
                        .map(address -> new Address(address, null))
                        .filter(Address::isValid)
                        .map(Address::domain)
                        .filter(domain -> !freeMail.contains(domain))
                        .map(domain -> "https://" + domain)
                        .findFirst());
    }

    /** LinkedIn's search for a person or a company; nothing else can be found there. */
    static Optional<String> linkedIn(RecordCard card) {
        return switch (card.ref().type()) {
            case "Contact", "Lead" ->
                Optional.of(search(
                        "people",
                        Stream.concat(
                                Stream.of(card.name()),
                                Stream.of("AccountId", "Company").flatMap(name -> field(card, name).stream()))));
            case "Account" -> Optional.of(search("companies", Stream.of(card.name())));
            default -> Optional.empty();
        };
    }

    private static String search(String what, Stream<String> words) {
        return LINKED_IN + what + "/?keywords="
                + URLEncoder.encode(String.join(" ", words.toList()), StandardCharsets.UTF_8);
    }

    private static Optional<String> field(RecordCard card, String name) {
        return card.fields().stream()
                .filter(field -> field.name().equals(name) && !field.text().isBlank())
                .map(field -> field.text())
                .findFirst();
    }
}
