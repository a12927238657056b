/** A Salesforce org as clients meet it: SOAP Partner API, SOQL, SOSL, a thin REST layer and a page for people. */
package app.tandem.sandbox.salesforce;
