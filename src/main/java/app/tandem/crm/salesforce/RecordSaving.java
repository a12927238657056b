package app.tandem.crm.salesforce;

import app.tandem.crm.LeadConversion;
import app.tandem.crm.NewRecord;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordMerge;
import app.tandem.crm.SaveOutcome;
import app.tandem.crm.SaveOutcome.Difference;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.LeadConvert;
import com.sforce.soap.partner.LeadConvertResult;
import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a person writes: one record at a time, nothing sent twice, refusals in Salesforce's own words. */
final class RecordSaving {

    private static final Set<String> ASSIGNED = Set.of("Case", "Lead");

    private final Conversation conversation;
    private final Directory directory;
    private final SaveErrors errors;

    RecordSaving(Conversation conversation, Directory directory) {
        this.conversation = conversation;
        this.directory = directory;
        this.errors = new SaveErrors(conversation, directory);
    }

    SaveOutcome create(NewRecord record) {
        SObject row = new SObject();
        row.setType(record.object());
        record.fields().forEach((field, value) -> set(row, record.object(), field, value));
        Values.set(row, "RecordTypeId", record.recordTypeId());
        return attempt(() -> {
            SaveResult result = conversation
                    .write(connection -> {
                        connection.setDuplicateRuleHeader(record.allowDuplicates(), true, true);
                        if (record.assign() && ASSIGNED.contains(record.object())) {
                            connection.setAssignmentRuleHeader(null, true);
                        }
                        return connection.create(new SObject[] {row});
                    })[0];
            return outcome(result.isSuccess(), result.getId(), record.object(), result.getErrors());
        });
    }

    /** Writes if nothing that the user saw is different now. */
    SaveOutcome update(
            RecordRef ref, Map<String, @Nullable Object> changes, RecordDetail.Loaded loaded, boolean allowDuplicates) {
        Optional<RecordDetail> now = new DetailReader(new Queries(conversation), directory).readFields(ref);
        if (now.isEmpty()) {
            return new SaveOutcome.Gone();
        }
        RecordDetail.Loaded current = now.get().loaded();
        List<Difference> differences =
                current.modstamp().equals(loaded.modstamp()) ? List.of() : differences(now.get(), loaded.values());
        return differences.isEmpty()
                ? change(ref, changes, allowDuplicates)
                : new SaveOutcome.Changed(differences, current);
    }

    private static List<Difference> differences(RecordDetail now, Map<String, Object> loaded) {
        List<Difference> differences = new ArrayList<>();
        for (RecordDetail.Section section : now.sections()) {
            for (RecordDetail.Entry entry : section.entries()) {
                Object before = loaded.get(entry.field().name());
                if (!Objects.equals(before, entry.value().value())) {
                    differences.add(new Difference(before, entry.value()));
                }
            }
        }
        return List.copyOf(differences);
    }

    /** Writes without looking. */
    SaveOutcome change(RecordRef ref, Map<String, ? extends @Nullable Object> changes, boolean allowDuplicates) {
        SObject row = changed(ref, changes);
        return attempt(() -> {
            SaveResult result = conversation
                    .write(connection -> {
                        connection.setDuplicateRuleHeader(allowDuplicates, true, true);
                        return connection.update(new SObject[] {row});
                    })[0];
            return outcome(result.isSuccess(), ref.id(), ref.type(), result.getErrors());
        });
    }

    SaveOutcome merge(RecordMerge merge) {
        MergeRequest request = new MergeRequest();
        request.setMasterRecord(changed(merge.survivor(), merge.chosen()));
        request.setRecordToMergeIds(merge.losers().toArray(String[]::new));
        return attempt(() -> {
            MergeResult result = conversation.write(connection -> connection.merge(new MergeRequest[] {request}))[0];
            return outcome(
                    result.isSuccess(), merge.survivor().id(), merge.survivor().type(), result.getErrors());
        });
    }

    static List<String> convertedStatuses(Queries queries) {
        return queries
                .all(Soql.select(
                        List.of("ApiName"),
                        "LeadStatus",
                        Where.is("IsConverted", true),
                        List.of(new Soql.Order("SortOrder", false)),
                        0))
                .stream()
                .map(status -> status.required("ApiName"))
                .toList();
    }

    SaveOutcome convert(LeadConversion conversion) {
        LeadConvert lead = new LeadConvert();
        lead.setLeadId(conversion.leadId());
        lead.setConvertedStatus(conversion.status());
        lead.setAccountId(conversion.accountId());
        lead.setContactId(conversion.contactId());
        lead.setOpportunityName(conversion.opportunityName());
        lead.setDoNotCreateOpportunity(conversion.opportunityName() == null);
        lead.setSendNotificationEmail(conversion.notifyOwner());
        return attempt(() -> {
            LeadConvertResult result = conversation
                    .write(connection -> {
                        connection.setDuplicateRuleHeader(conversion.allowDuplicates(), true, true);
                        return connection.convertLead(new LeadConvert[] {lead});
                    })[0];
            return result.isSuccess()
                    ? new SaveOutcome.Converted(
                            ref("Account", result.getAccountId()),
                            ref("Contact", result.getContactId()),
                            RecordIds.full(result.getOpportunityId()).map(id -> new RecordRef("Opportunity", id)))
                    : errors.outcome(result.getErrors());
        });
    }

    private SObject changed(RecordRef ref, Map<String, ? extends @Nullable Object> changes) {
        SObject row = new SObject();
        row.setType(ref.type());
        row.setId(ref.id());
        List<String> cleared = new ArrayList<>();
        changes.forEach((field, value) -> {
            if (value == null || value.equals("") || value.equals(List.of())) {
                cleared.add(field);
            } else {
                set(row, ref.type(), field, value);
            }
        });
        if (!cleared.isEmpty()) {
            row.setFieldsToNull(cleared.toArray(String[]::new));
        }
        return row;
    }

    /** Several choices of one list travel as one text. */
    private void set(SObject row, String object, String field, @Nullable Object value) {
        boolean choices = value instanceof List<?>
                && directory
                        .info(object)
                        .flatMap(info -> info.field(field))
                        .filter(info -> info.type() == FieldType.MULTI_PICKLIST)
                        .isPresent();
        if (choices && value instanceof List<?> list) {
            Values.set(
                    row,
                    field,
                    String.join(";", list.stream().map(Object::toString).toList()));
        } else if (value != null && !value.equals("")) {
            Values.set(row, field, value);
        }
    }

    private SaveOutcome outcome(boolean success, @Nullable String id, String object, Error[] failures) {
        return success && id != null ? new SaveOutcome.Done(ref(object, id)) : errors.outcome(failures);
    }

    private static RecordRef ref(String object, String id) {
        return new RecordRef(object, RecordIds.full(id).orElse(id));
    }

    /** A call that may have had its effect is told so; one that certainly had none, by its reason. */
    private static SaveOutcome attempt(Supplier<SaveOutcome> write) {
        try {
            return write.get();
        } catch (CallFailed failed) {
            if (failed.isDoubtful()) {
                return new SaveOutcome.Unknown(failed.code());
            }
            if (Faults.isStaleDescribe(failed.code())) {
                return new SaveOutcome.Refused(
                        List.of(new SaveOutcome.FieldError(List.of(), failed.code(), failed.code())));
            }
            throw failed;
        }
    }
}
