/** What wakes a cycle early: Graph change notifications and their life cycle. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"account", "platform", "credentials", "mailbox"})
@org.jspecify.annotations.NullMarked
package app.tandem.notifications;
