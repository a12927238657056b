package app.tandem.crm;

import app.tandem.crm.SaveOutcome.Difference;
import app.tandem.crm.SaveOutcome.FieldError;
import app.tandem.item.RecordRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a person writes to {@link InMemoryCrm}: required fields, lengths and one duplicate rule, on the mail of Contacts. */
final class MemoryEdits {

    private final InMemoryCrm org;
    private final MemoryRecords records;
    private final String userId;

    MemoryEdits(InMemoryCrm org, MemoryRecords records, String userId) {
        this.org = org;
        this.records = records;
        this.userId = userId;
    }

    SaveOutcome create(NewRecord record) {
        ObjectInfo info = MemoryObjects.all().get(record.object());
        Map<String, Object> fields = new LinkedHashMap<>();
        record.fields().forEach((name, value) -> fields.put(name, stored(value)));
        List<String> missing = info.fields().values().stream()
                .filter(field -> field.required() && fields.get(field.name()) == null)
                .map(ObjectInfo.Field::name)
                .toList();
        if (!missing.isEmpty()) {
            return refused(missing, "REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing);
        }
        return writing("createRecord", fields, info, "", record.allowDuplicates(), () -> {
            fields.putIfAbsent("OwnerId", userId);
            return org.put(record.object(), fields);
        });
    }

    SaveOutcome update(
            RecordRef ref, Map<String, @Nullable Object> changes, RecordDetail.Loaded loaded, boolean allowDuplicates) {
        Optional<RecordDetail> now = records.detail(ref);
        if (now.isEmpty()) {
            return new SaveOutcome.Gone();
        }
        List<Difference> differences = new ArrayList<>();
        if (!now.get().loaded().modstamp().equals(loaded.modstamp())) {
            now.get().sections().stream()
                    .flatMap(section -> section.entries().stream())
                    .map(entry ->
                            new Difference(loaded.values().get(entry.field().name()), entry.value()))
                    .filter(each -> !Objects.equals(each.loaded(), each.now().value()))
                    .forEach(differences::add);
        }
        return differences.isEmpty()
                ? change(ref, changes, allowDuplicates)
                : new SaveOutcome.Changed(differences, now.get().loaded());
    }

    SaveOutcome change(RecordRef ref, Map<String, ? extends @Nullable Object> changes, boolean allowDuplicates) {
        ObjectInfo info = MemoryObjects.all().get(ref.type());
        Map<String, Object> record = org.get(ref.id());
        if (record == null) {
            return new SaveOutcome.Gone();
        }
        Map<String, Object> set = new LinkedHashMap<>();
        List<String> cleared = new ArrayList<>();
        changes.forEach((name, value) -> {
            if (value == null || value.equals("")) {
                cleared.add(name);
            } else {
                set.put(name, stored(value));
            }
        });
        List<String> needed = cleared.stream()
                .filter(name ->
                        info.field(name).filter(ObjectInfo.Field::required).isPresent())
                .toList();
        if (!needed.isEmpty()) {
            return refused(needed, "REQUIRED_FIELD_MISSING", "Required fields are missing: " + needed);
        }
        return writing("updateRecord", set, info, ref.id(), allowDuplicates, () -> {
            cleared.forEach(record::remove);
            record.putAll(set);
            record.put("SystemModstamp", org.now());
            return ref.id();
        });
    }

    private SaveOutcome writing(
            String operation,
            Map<String, Object> fields,
            ObjectInfo info,
            String self,
            boolean allowDuplicates,
            Supplier<String> effect) {
        List<String> locked = fields.keySet().stream()
                .filter(name ->
                        info.field(name).filter(ObjectInfo.Field::createable).isEmpty())
                .toList();
        List<String> tooLong = info.fields().values().stream()
                .filter(field -> field.length() > 0
                        && fields.get(field.name()) instanceof String text
                        && text.length() > field.length())
                .map(ObjectInfo.Field::name)
                .toList();
        if (!locked.isEmpty()) {
            return refused(locked, "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: " + locked);
        }
        if (!tooLong.isEmpty()) {
            return refused(tooLong, "STRING_TOO_LONG", tooLong + ": data value too large");
        }
        List<RecordCard> alike = allowDuplicates ? List.of() : alike(info, fields.get("Email"), self);
        if (!alike.isEmpty()) {
            return new SaveOutcome.Duplicates(alike, true, "Use one of these records?");
        }
        Trouble trouble = org.call(operation, userId, 1);
        if (trouble instanceof Trouble.RequestLost) {
            return new SaveOutcome.Unknown("ANSWER_LOST");
        }
        RecordRef ref = new RecordRef(info.name(), effect.get());
        return trouble instanceof Trouble.AnswerLost
                ? new SaveOutcome.Unknown("ANSWER_LOST")
                : new SaveOutcome.Done(ref);
    }

    private List<RecordCard> alike(ObjectInfo info, @Nullable Object email, String self) {
        return !info.name().equals("Contact") || email == null
                ? List.of()
                : org
                        .matching(
                                "Contact",
                                record -> email.toString().equalsIgnoreCase(String.valueOf(record.get("Email")))
                                        && !self.equals(record.get("Id")))
                        .stream()
                        .map(record -> new MemoryCards(org).card(info, ObjectView.plain("Contact"), record, Set.of()))
                        .toList();
    }

    SaveOutcome merge(RecordMerge merge) {
        SaveOutcome outcome = change(merge.survivor(), merge.chosen(), true);
        if (outcome instanceof SaveOutcome.Done) {
            merge.losers().forEach(loser -> replace(loser, merge.survivor().id()));
        }
        return outcome;
    }

    private void replace(String id, String by) {
        MemoryObjects.all()
                .keySet()
                .forEach(type -> org.rows(type)
                        .forEach(record -> record.replaceAll(
                                (field, value) -> value.equals(id) && !field.equals("Id") ? by : value)));
        org.delete(id);
    }

    SaveOutcome convert(LeadConversion conversion) {
        Map<String, Object> lead = org.get(conversion.leadId());
        if (lead == null || Boolean.TRUE.equals(lead.get("IsConverted"))) {
            return refused(List.of(), "CANNOT_UPDATE_CONVERTED_LEAD", "the lead is converted already");
        }
        if (!records.convertedStatuses().contains(conversion.status())) {
            return refused(List.of("Status"), "INVALID_STATUS", "invalid convertedStatus: " + conversion.status());
        }
        String account = conversion.accountId() != null
                ? conversion.accountId()
                : org.put("Account", Map.of("Name", lead.get("Company")));
        Map<String, Object> person =
                new LinkedHashMap<>(Map.of("LastName", lead.get("LastName"), "AccountId", account));
        List.of("FirstName", "Email", "Phone", "Title").forEach(field -> person.put(field, lead.get(field)));
        person.values().removeIf(Objects::isNull);
        String contact = conversion.contactId() != null ? conversion.contactId() : org.put("Contact", person);
        lead.put("IsConverted", true);
        lead.put("Status", conversion.status());
        return new SaveOutcome.Converted(
                new RecordRef("Account", account),
                new RecordRef("Contact", contact),
                Optional.ofNullable(conversion.opportunityName())
                        .map(name -> new RecordRef(
                                "Opportunity",
                                org.put(
                                        "Opportunity",
                                        Map.of("Name", name, "AccountId", account, "StageName", "Prospecting")))));
    }

    static SaveOutcome refused(List<String> fields, String code, String message) {
        return new SaveOutcome.Refused(List.of(new FieldError(fields, code, message)));
    }

    private static Object stored(Object value) {
        return value instanceof RecordRef ref ? ref.id() : value;
    }
}
