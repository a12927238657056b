/** The Outlook page: a mailbox as a person sees it, and the page everything starts from. */
package app.tandem.sandbox.outlook;
