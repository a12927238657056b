/** Subscriptions and the notifications that follow from them. */
package app.tandem.sandbox.graph.notify;
