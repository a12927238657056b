/** The agreed state per item, intents, outcomes and reasons, in PostgreSQL; no content. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"item", "account", "platform"})
@org.jspecify.annotations.NullMarked
package app.tandem.journal;
