/** What every service of the sandbox stands on: HTTP, faults, the call log, the clock, tokens. */
package app.tandem.sandbox.kernel;
