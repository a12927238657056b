package app.tandem.sync;

/**
 * A picture of a message's text as Salesforce holds it (sync E-4).
 *
 * @param version id of the ContentVersion, by which markup shows it
 * @param document id of the ContentDocument, by which a record holds it
 */
public record StoredPicture(String version, String document) {

    /** Where a browser that shows a record of the org finds it; Salesforce answers who may see the file. */
    String address() {
        return "/sfc/servlet.shepherd/version/download/" + version;
    }
}
