/** Call allowances: Graph per mailbox, Salesforce per org and 24 hours, shared by all nodes. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"account", "settings", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.budget;
