/** What becomes of accounts that stay broken or unused: reminders, clearing, switching off, removal; and the way back. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"account", "settings", "credentials", "mailbox", "sync", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.absence;
