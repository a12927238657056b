/** Tenants, users, their mailbox and Salesforce connections, and the state machine registered to deactivated. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "platform")
@org.jspecify.annotations.NullMarked
package app.tandem.account;
