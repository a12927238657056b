package app.tandem.sidebar.template;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Places in a filled template that Salesforce had nothing for and left as they were written (pane U-271). */
final class Places {

    /** {@code {!Contact.Name}} of classic templates, {@code {{{Recipient.Name}}}} of Lightning ones. */
    static final Pattern OPEN = Pattern.compile("\\{!\\$?[\\w.]{1,200}}|\\{\\{\\{?[\\w.]{1,200}}?}}");

    private static final int MOST = 5;

    private Places() {}

    /** The first of those in these texts, each once. */
    static List<String> in(String... texts) {
        return List.of(texts).stream()
                .flatMap(text -> OPEN.matcher(text).results().map(MatchResult::group))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
