package app.tandem.crm;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What the org can do for this user.
 *
 * @param zone the Salesforce user's time zone; dates such as ActivityDate are meant in it
 * @param emailMessages Enhanced Email: EmailMessage exists and may be created (sync E-2)
 * @param sharedActivities a Task may have several people
 * @param files Files (ContentVersion) may be created (sync A-1)
 * @param attachments legacy Attachment may be created
 * @param attachmentLimit bytes per legacy attachment
 * @param closedTaskStatus the status a completed Task gets (sync E-3)
 * @param fields fields this user may write on create, by object and API name; what is absent is skipped (sync Q-6)
 */
public record OrgProfile(
        String userId,
        ZoneId zone,
        boolean emailMessages,
        boolean sharedActivities,
        boolean files,
        boolean attachments,
        long attachmentLimit,
        String closedTaskStatus,
        Map<String, Map<String, Field>> fields) {

    /** A field: its greatest length in characters, 0 where it has none. */
    public record Field(int length, boolean required) {}

    /** The field, if the user may write it. */
    public Optional<Field> field(String object, String name) {
        return Optional.ofNullable(fields.getOrDefault(object, Map.of()).get(name));
    }
}
