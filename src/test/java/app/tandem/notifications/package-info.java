/** Change notifications against a real PostgreSQL. */
package app.tandem.notifications;
