package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.SaveOutcome;
import app.tandem.crm.salesforce.Soql.Where;
import com.sforce.soap.partner.DuplicateError;
import com.sforce.soap.partner.DuplicateResult;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.MatchRecord;
import com.sforce.soap.partner.MatchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a refused write means to the person (pane U-109, U-153). */
final class SaveErrors {

    private final Conversation conversation;
    private final Directory directory;

    SaveErrors(Conversation conversation, Directory directory) {
        this.conversation = conversation;
        this.directory = directory;
    }

    SaveOutcome outcome(Error @Nullable [] errors) {
        List<SaveOutcome.FieldError> refusals = new ArrayList<>();
        List<DuplicateResult> duplicates = new ArrayList<>();
        for (Error error : errors == null ? new Error[0] : errors) {
            if (error instanceof DuplicateError duplicate) {
                duplicates.add(duplicate.getDuplicateResult());
            }
            refusals.add(refusal(error));
        }
        if (refusals.isEmpty()) {
            return new SaveOutcome.Unknown("NO_ERROR_GIVEN");
        }
        if (duplicates.size() == refusals.size()) {
            return duplicates(duplicates, refusals.getFirst().message());
        }
        boolean gone = refusals.stream()
                .anyMatch(each -> each.fields().isEmpty() && each.code().equals("ENTITY_IS_DELETED"));
        return gone ? new SaveOutcome.Gone() : new SaveOutcome.Refused(List.copyOf(refusals));
    }

    private static SaveOutcome.FieldError refusal(Error error) {
        return new SaveOutcome.FieldError(
                error.getFields() == null ? List.of() : List.of(error.getFields()),
                error.getStatusCode() == null
                        ? "UNKNOWN"
                        : error.getStatusCode().toString(),
                Objects.requireNonNullElse(error.getMessage(), ""));
    }

    private SaveOutcome duplicates(List<DuplicateResult> results, String otherwise) {
        boolean mayInsist = results.stream().allMatch(DuplicateResult::isAllowSave);
        String message = results.stream()
                .map(DuplicateResult::getErrorMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(otherwise);
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        for (DuplicateResult result : results) {
            for (MatchResult match : result.getMatchResults()) {
                for (MatchRecord each : match.getMatchRecords()) {
                    RecordIds.full(each.getRecord().getId())
                            .ifPresent(
                                    id -> ids.computeIfAbsent(each.getRecord().getType(), type -> new LinkedHashSet<>())
                                            .add(id));
                }
            }
        }
        return new SaveOutcome.Duplicates(cards(ids), mayInsist, message);
    }

    /** Read by the user, so that nothing is shown that the user may not see. */
    private List<RecordCard> cards(Map<String, Set<String>> ids) {
        Cards cards = new Cards(directory);
        Queries queries = new Queries(conversation);
        List<RecordCard> found = new ArrayList<>();
        ids.forEach((type, of) -> directory.info(type).ifPresent(info -> {
            ObjectView view = ObjectView.plain(type);
            List<String> fields = cards.selected(info, view, "");
            queries.all(Soql.select(fields, type, Where.in("Id", of), order(info), 0))
                    .forEach(row -> found.add(cards.card(info, view, row, "", Set.of())));
        }));
        return List.copyOf(found);
    }

    private static List<Soql.Order> order(ObjectInfo info) {
        return List.of(new Soql.Order(info.nameField(), false));
    }
}
