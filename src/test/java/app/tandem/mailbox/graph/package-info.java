/** The Graph adapter against the sandbox's Graph, and against a scripted one for what no honest service does. */
package app.tandem.mailbox.graph;
