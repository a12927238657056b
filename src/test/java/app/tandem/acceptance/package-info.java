/** What must be shown: the whole of Tandem beside the sandbox, as people and servers use it. */
package app.tandem.acceptance;
