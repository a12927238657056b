package app.tandem.crm.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The only place where SOSL is written. What people typed goes in escaped, names only if they look like names. */
final class Sosl {

    /** Above 4,000 characters Salesforce drops the logical operators of a search text. */
    private static final int MOST_CHARACTERS = 3_800;

    private static final String RESERVED = "?&|!{}[]()^~*:\\\"'+-";
    private static final Set<String> OPERATORS = Set.of("and", "or", "not");

    private Sosl() {}

    /** What is looked for, ready to stand between the braces. */
    record Text(String text) {

        /** Any of these phrases, in as many texts as they need. */
        static List<Text> anyOf(Collection<String> phrases) {
            List<Text> texts = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (String phrase : phrases) {
                String quoted = "\"" + escape(phrase) + "\"";
                if (text.length() > 0 && text.length() + quoted.length() + 4 > MOST_CHARACTERS) {
                    texts.add(new Text(text.toString()));
                    text.setLength(0);
                }
                text.append(text.length() > 0 ? " OR " : "").append(quoted);
            }
            if (text.length() > 0) {
                texts.add(new Text(text.toString()));
            }
            return texts;
        }

        /** All words, each as the beginning of one (pane U-122); null where nothing of it can be looked for. */
        static @Nullable Text beginnings(Collection<String> words) {
            StringBuilder text = new StringBuilder();
            for (String word : words) {
                String term =
                        OPERATORS.contains(word.toLowerCase(Locale.ROOT)) ? "\"" + word + "\"" : escape(word) + "*";
                boolean searchable = word.codePoints().anyMatch(Character::isLetterOrDigit);
                if (searchable && text.length() + term.length() + 5 <= MOST_CHARACTERS) {
                    text.append(text.length() > 0 ? " AND " : "").append(term);
                }
            }
            return text.isEmpty() ? null : new Text(text.toString());
        }
    }

    /** A statement that looks in all text fields of the objects. */
    static String find(Text text, List<String> returning) {
        return "FIND {" + text.text() + "} IN ALL FIELDS RETURNING " + String.join(", ", returning);
    }

    /** An object that is looked in; {@code limit} 0 for all rows. */
    static String returning(
            String object, List<String> fields, Soql.@Nullable Where where, List<Soql.Order> orders, int limit) {
        return Soql.name(object) + "(" + Soql.returned(fields, where, orders, limit) + ")";
    }

    /** The words of what somebody typed. */
    static List<String> words(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> List.of(XmlText.clean(text).split("[\\s\\p{gc=Cc}\\p{Z}]+")).stream())
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    static String escape(String text) {
        return XmlText.clean(text)
                .codePoints()
                .mapToObj(c -> {
                    if (Character.isISOControl(c)) {
                        return " ";
                    }
                    String plain = Character.toString(c);
                    return RESERVED.contains(plain) ? "\\" + plain : plain;
                })
                .collect(Collectors.joining());
    }
}
