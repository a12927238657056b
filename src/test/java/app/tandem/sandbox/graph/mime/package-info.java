/** From MIME to what Exchange makes of it, and back for drafts. */
package app.tandem.sandbox.graph.mime;
