/** The mailbox port's contract, and a mailbox in memory that keeps it. */
package app.tandem.mailbox;
