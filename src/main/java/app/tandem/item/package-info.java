/** The vocabulary: mail, attachments, people, two-way items, ids and reasons as plain records. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package app.tandem.item;
