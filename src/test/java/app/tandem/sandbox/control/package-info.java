/** The control port: steers the sandbox, and the Tandem beside it, for tests, benchmarks and outside tools. */
package app.tandem.sandbox.control;
