package app.tandem.account;

import java.net.URI;

/**
 * The Salesforce user of a user. Org id and user id (18 characters) are the key; names change.
 *
 * @param userName the sign-in name, for people
 * @param loginUrl where its grant is refreshed
 * @param instanceUrl the only base for calls; overwritten at every refresh
 */
public record CrmConnection(
        String orgId, String userId, String userName, URI loginUrl, URI instanceUrl, Access access) {

    /** Where a record stands in the org, for people's browsers. */
    public String recordUrl(String recordId) {
        return instanceUrl.toString().replaceAll("/+$", "") + "/" + recordId;
    }
}
