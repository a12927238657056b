/** The CRM port over the Salesforce Partner API (WSC). */
@org.jspecify.annotations.NullMarked
package app.tandem.crm.salesforce;
