/** Finds and starts a Chromium for the tests that need a browser. */
package app.tandem.sandbox.browser;
