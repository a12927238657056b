/** Microsoft Graph v1.0 for mail, stateful and strict, written from its public documentation and metadata. */
package app.tandem.sandbox.graph;
