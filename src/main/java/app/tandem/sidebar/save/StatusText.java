package app.tandem.sidebar.save;

import app.tandem.engine.ItemAnswer;
import app.tandem.item.Reason;
import app.tandem.sidebar.words.Words;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an item stands and why, in the person's words: by the vendor's code, else by the rule (pane U-63, U-64). */
public final class StatusText {

    private static final Set<String> UNASKED = Set.of("THREAD", "AUTO");

    private StatusText() {}

    /** The short form for the header. */
    public static String of(ItemAnswer answer, Words words) {
        return words.of("status." + answer.state().name());
    }

    /** Who, when and where, or the rule in plain words. */
    public static String why(ItemAnswer answer, Words words) {
        return switch (answer.state()) {
            case SAVED -> saved(answer, words);
            case NOT_SAVED -> notSaved(answer, words);
            case WILL_BE_SAVED -> pending(answer, words);
            case CANNOT_BE_SAVED, FAILED -> reason(answer.reason(), words);
        };
    }

    private static String saved(ItemAnswer answer, Words words) {
        String when = answer.since() == null ? "" : words.time(answer.since());
        ItemAnswer.By by = answer.by() == null ? ItemAnswer.By.SYNC : answer.by();
        Reason reason = answer.reason();
        String code = reason == null || reason.code() == null ? "" : reason.code();
        boolean unasked = UNASKED.contains(code) && by == ItemAnswer.By.SYNC;
        String said = words.of(
                "why.saved." + (unasked ? code : by.name()),
                when,
                answer.records().size());
        boolean refused = reason != null && reason.state() == Reason.State.REFUSED;
        return refused ? said + " " + reason(reason, words) : said;
    }

    /** Mail is saved by itself here, and this one was left out by a rule; or nobody asked. */
    private static String notSaved(ItemAnswer answer, Words words) {
        Optional<String> left = Optional.ofNullable(answer.reason())
                .filter(reason -> reason.state() == Reason.State.LEFT_ALONE)
                .flatMap(reason -> words.find("why.left." + reason.rule().replace(' ', '-')));
        return left.orElseGet(() -> answer.when() == null
                ? words.of("why.not-saved")
                : words.of("why.not-saved.next", words.time(answer.when())));
    }

    private static String pending(ItemAnswer answer, Words words) {
        String reason = answer.reason() == null ? "" : reason(answer.reason(), words);
        return reason.isEmpty() ? words.of("why.soon") : reason;
    }

    /** A reason in words; where a code has none, its rule, and where that has none either, both as they are cited. */
    public static String reason(@Nullable Reason reason, Words words) {
        if (reason == null) {
            return words.of("why.soon");
        }
        String code = reason.code() == null ? "" : reason.code();
        String fields = String.join(", ", reason.fields());
        return words.find("why.code." + code, fields)
                .or(() -> words.find("why.rule." + reason.rule().replace(' ', '-'), code, fields))
                .orElseGet(() -> words.of("why.other", reason.rule(), code));
    }
}
