/** Mail templates of Salesforce: chosen, filled, looked at and put into the draft (pane section 19). */
@org.jspecify.annotations.NullMarked
package app.tandem.sidebar.template;
