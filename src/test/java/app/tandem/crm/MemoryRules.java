package app.tandem.crm;

import app.tandem.item.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The refusals of {@link InMemoryCrm}: the few rules of Salesforce that the mail lane can run into. */
final class MemoryRules {

    private static final List<String> REFERENCES = List.of("WhoId", "WhatId", "RelatedToId", "ParentId");

    private MemoryRules() {}

    static Optional<WriteOutcome> refusal(InMemoryCrm org, OrgProfile profile, Row row) {
        Map<String, OrgProfile.Field> known = profile.fields().getOrDefault(row.type(), Map.of());
        return Stream.of(
                        unknownField(known, row),
                        missing(known, row),
                        tooLong(known, row),
                        leadStandsAlone(org, row),
                        gone(org, row),
                        fileGone(org, row),
                        taken(org, row))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<WriteOutcome> unknownField(Map<String, OrgProfile.Field> known, Row row) {
        return refused(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                row.fields().keySet().stream().filter(field -> !known.containsKey(field)));
    }

    private static Optional<WriteOutcome> missing(Map<String, OrgProfile.Field> known, Row row) {
        return refused(
                "REQUIRED_FIELD_MISSING",
                known.entrySet().stream()
                        .filter(field -> field.getValue().required())
                        .map(Map.Entry::getKey)
                        .filter(field -> row.fields().get(field) == null));
    }

    private static Optional<WriteOutcome> tooLong(Map<String, OrgProfile.Field> known, Row row) {
        return refused(
                "STRING_TOO_LONG",
                row.fields().entrySet().stream()
                        .filter(field -> field.getValue() instanceof String text
                                && known.get(field.getKey()).length() > 0
                                && text.length() > known.get(field.getKey()).length())
                        .map(Map.Entry::getKey));
    }

    private static Optional<WriteOutcome> leadStandsAlone(InMemoryCrm org, Row row) {
        boolean lead = row.fields().get("WhoId") instanceof String who && "Lead".equals(org.typeOf(who));
        return refused(
                "FIELD_INTEGRITY_EXCEPTION",
                lead && row.fields().containsKey("WhatId") ? Stream.of("WhatId") : Stream.empty());
    }

    private static Optional<WriteOutcome> gone(InMemoryCrm org, Row row) {
        return refused(
                "INVALID_CROSS_REFERENCE_KEY",
                REFERENCES.stream()
                        .filter(field -> row.fields().get(field) instanceof String id && org.get(id) == null));
    }

    private static Optional<WriteOutcome> fileGone(InMemoryCrm org, Row row) {
        boolean gone = row.fields().get("ContentDocumentIds") instanceof List<?> files
                && files.stream()
                        .anyMatch(id ->
                                org.files().stream().noneMatch(file -> file.id().equals(id)));
        return refused("INVALID_CROSS_REFERENCE_KEY", gone ? Stream.of("ContentDocumentIds") : Stream.empty());
    }

    private static Optional<WriteOutcome> taken(InMemoryCrm org, Row row) {
        Object key = row.fields().get(MemorySchema.KEY);
        return org.matching(row.type(), record -> key != null && key.equals(record.get(MemorySchema.KEY))).stream()
                .findFirst()
                .map(record -> new WriteOutcome.Exists((String) record.get("Id")));
    }

    private static Optional<WriteOutcome> refused(String code, Stream<String> fields) {
        List<String> names = fields.sorted().toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(new WriteOutcome.Refused(code, names));
    }
}
