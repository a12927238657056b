package app.tandem.sandbox.salesforce;

import java.util.List;

/** The records a duplicate rule found. */
record DuplicateMatches(String entity, List<Row> rows) {}
