/** The mailboxes: folders, messages, attachments, categories, ids, and a log of changes per folder. */
package app.tandem.sandbox.graph.store;
