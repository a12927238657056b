/** Mails to people whose sync stopped: kept with the transition that caused them, sent until the mail server took them. */
@org.jspecify.annotations.NullMarked
package app.tandem.account.notice;
