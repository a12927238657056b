/** Checks of what surrounds the code: the wrapper script, the documents. */
package app.tandem.build;
