/** The journal on a real PostgreSQL. */
package app.tandem.journal;
