/** The port to the CRM: describe, search, read, write in slices. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"item", "account", "credentials", "budget", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.crm;
