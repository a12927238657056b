/** Who lives in the sandbox: companies, their Salesforce orgs, people with mailboxes, and the content they start with. */
package app.tandem.sandbox.world;
