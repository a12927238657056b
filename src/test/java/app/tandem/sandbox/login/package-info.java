/** The sign-in servers of the sandbox: Entra ID and Salesforce login, on Spring Authorization Server. */
package app.tandem.sandbox.login;
