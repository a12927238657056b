/** The port to a mailbox: change feed, read, write, marker folders and categories. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"item", "account", "credentials", "budget", "platform", "safehtml"})
@org.jspecify.annotations.NullMarked
package app.tandem.mailbox;
