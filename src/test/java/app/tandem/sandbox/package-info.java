/**
 * The world outside, for demonstration, tests and benchmarks: Entra ID, Microsoft Graph, Salesforce, Outlook and the
 * control port, each on a loopback port of its own. Written from the platforms' own documentation, never from what
 * Tandem happens to send. See docs/sandbox.md.
 */
package app.tandem.sandbox;
