package app.tandem.sandbox.outlook;

/**
 * Where the other parts are.
 *
 * @param tandem the product's public address
 * @param graph Graph's address, without version
 * @param salesforce the Salesforce site
 * @param control the control port
 */
public record Links(String tandem, String graph, String salesforce, String control) {}
