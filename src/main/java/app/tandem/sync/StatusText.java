package app.tandem.sync;

import app.tandem.item.Reason;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reason as a white category that a person reads (sync M-3, Z-3, Z-24). Made of rules, codes and field names alone:
 * never a word of a message. Field names are joined without comma and semicolon: Outlook splits category names there.
 */
final class StatusText {

    private static final Pattern NOT_A_NAME = Pattern.compile("[^\\p{L}\\p{N}_. ()-]");
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("REQUIRED_FIELD_MISSING", "Required fields are missing"),
            Map.entry("STRING_TOO_LONG", "A value is too long for Salesforce"),
            Map.entry("FIELD_CUSTOM_VALIDATION_EXCEPTION", "A validation rule in Salesforce refused it"),
            Map.entry("FIELD_FILTER_VALIDATION_EXCEPTION", "A lookup filter in Salesforce refused it"),
            Map.entry("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "A value is not allowed in Salesforce"),
            Map.entry("CANNOT_EXECUTE_FLOW_TRIGGER", "A flow in Salesforce failed"),
            Map.entry("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "A trigger in Salesforce failed"),
            Map.entry("DUPLICATES_DETECTED", "A duplicate rule in Salesforce refused it"),
            Map.entry("INSUFFICIENT_ACCESS_OR_READONLY", "Your Salesforce user lacks a permission"),
            Map.entry(
                    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                    "Your Salesforce user may not use a linked record"),
            Map.entry("CANNOT_CREATE_WITHOUT_PERMISSION", "Your Salesforce user may not create emails"),
            Map.entry("STORAGE_LIMIT_EXCEEDED", "Salesforce has no storage left"),
            Map.entry("INTERNAL", "Tandem could not digest this message"),
            Map.entry("UNABLE_TO_LOCK_ROW", "Salesforce is busy and it will be tried again"));
    private static final Map<String, String> BY_RULE = Map.of(
            "sync E-48", "No related records found",
            "sync L-12", "No related Account or Opportunity found",
            "sync E-12", "Receipts and bounces and invitations are not saved",
            "sync E-2", "Emails cannot be saved in this Salesforce org",
            "sync D-5", "A colleague is saving it right now",
            "sync Y-12", "Not saved yet and it will be tried again");

    private StatusText() {}

    static String of(Reason reason) {
        String code = reason.code() == null ? "" : reason.code();
        String text = BY_CODE.get(code);
        if (text == null) {
            text = BY_RULE.getOrDefault(reason.rule(), unnamed(reason.rule(), code));
        }
        return cut(Marks.STATUS + text + fields(reason.fields()));
    }

    private static String unnamed(String rule, String code) {
        return "Not saved (" + name(code.isEmpty() ? rule : code) + ")";
    }

    private static String fields(List<String> fields) {
        return fields.isEmpty()
                ? ""
                : fields.stream().map(StatusText::name).collect(Collectors.joining(" / ", ": ", ""));
    }

    private static String name(String value) {
        return NOT_A_NAME.matcher(value).replaceAll("_");
    }

    private static String cut(String text) {
        if (text.length() <= Marks.LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(Marks.LONGEST - 2)) ? Marks.LONGEST - 2 : Marks.LONGEST - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }
}
