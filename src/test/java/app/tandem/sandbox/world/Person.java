package app.tandem.sandbox.world;

import java.util.List;

/**
 * Somebody with a mailbox and a Salesforce user; the password is {@code sandbox}.
 *
 * @param mail address, Entra user principal name and Salesforce user name in one
 * @param salesforceUserId 18 characters
 * @param orgId 18 characters
 * @param role {@code user} or {@code admin}
 * @param timeZone IANA name
 */
public record Person(
        String mail,
        String firstName,
        String lastName,
        String entraId,
        String salesforceUserId,
        String orgId,
        String company,
        String role,
        String timeZone,
        List<String> aliases) {

    public static final String PASSWORD = "sandbox";

    /** First and last name. */
    public String displayName() {
        return firstName + " " + lastName;
    }
}
