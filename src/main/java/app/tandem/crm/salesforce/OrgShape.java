package app.tandem.crm.salesforce;

import app.tandem.crm.OrgProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An org as one user sees it: what the port tells, and what the adapter itself needs to ask only for fields that are
 * there.
 *
 * @param readable the fields the adapter may ask for, by object; an object that is hidden has none
 * @param mailFields every field of type email, by object (sync L-3)
 * @param linkable objects that a Task may be linked with
 * @param changeable the fields this user may write on update, by object
 * @param taskStatuses whether a Task of that status is closed, in the org's order; empty where the user may not know
 */
record OrgShape(
        OrgProfile profile,
        Map<String, Set<String>> readable,
        Map<String, List<String>> mailFields,
        Set<String> linkable,
        Map<String, Map<String, OrgProfile.Field>> changeable,
        Map<String, Boolean> taskStatuses) {

    static final String MESSAGE_KEY = "tandem__MessageKey__c";
    static final String ATTACHMENT_KEY = "tandem__AttachmentKey__c";

    /** Whether the user can read the object at all. */
    boolean reads(String object) {
        return readable.containsKey(object);
    }

    /** Whether the user can read the field. */
    boolean reads(String object, String field) {
        return readable.getOrDefault(object, Set.of()).contains(field);
    }

    /** Of these fields the ones that are there. */
    List<String> there(String object, List<String> wanted) {
        return wanted.stream().filter(field -> reads(object, field)).toList();
    }

    /** Whether the user may change the field of a record. */
    boolean changes(String object, String field) {
        return changeable.getOrDefault(object, Map.of()).containsKey(field);
    }

    /** Whether the user may change anything of an own record. */
    boolean changes(String object) {
        return !changeable.getOrDefault(object, Map.of()).isEmpty();
    }

    /** The greatest length of a field that the user may write, in characters; endless where it has none. */
    int length(String object, String field) {
        OrgProfile.Field known = profile.field(object, field)
                .orElse(changeable.getOrDefault(object, Map.of()).get(field));
        return known == null || known.length() == 0 ? Integer.MAX_VALUE : known.length();
    }

    /** Whether rows of the object carry the unique key that makes a repeat harmless. */
    boolean hasMessageKey(String object) {
        return reads(object, MESSAGE_KEY);
    }

    boolean hasAttachmentKey() {
        return reads("ContentVersion", ATTACHMENT_KEY);
    }
}
