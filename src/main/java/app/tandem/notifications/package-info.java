/** What wakes a cycle early: Graph change notifications and their life cycle, and looks for changes of records. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"account", "platform", "credentials", "settings", "item", "journal", "mailbox", "crm"})
@org.jspecify.annotations.NullMarked
package app.tandem.notifications;
