/** What OData asks of a service: the schema, query options, filters, JSON bodies and refusals in Graph's words. */
package app.tandem.sandbox.graph.odata;
