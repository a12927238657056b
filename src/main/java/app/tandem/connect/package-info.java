/** The pages and call-backs by which a person or an administrator connects Salesforce and a mailbox. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"account", "credentials", "settings", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.connect;
