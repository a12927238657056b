/** The sandbox's hand inside Tandem: endpoints for the control port and the sandbox's clock; on the test class path only. */
package app.tandem.sandbox.inside;
