/** The mailbox port over Microsoft Graph v1.0. */
@org.jspecify.annotations.NullMarked
package app.tandem.mailbox.graph;
