/** Salesforce's OAuth endpoints: refresh with rotation, JWT bearer, revocation, identity. */
@org.jspecify.annotations.NullMarked
package app.tandem.credentials.salesforce;
