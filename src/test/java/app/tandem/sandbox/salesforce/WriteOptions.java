package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Fault;
import org.jspecify.annotations.Nullable;

/** What the headers of a write ask for, and the fault that strikes its rows. */
record WriteOptions(
        boolean allOrNone,
        boolean allowSave,
        boolean truncate,
        boolean mailUsers,
        boolean mailOthers,
        boolean includeRecordDetails,
        boolean assign,
        Fault.@Nullable Rows rows) {

    static final WriteOptions PLAIN = new WriteOptions(false, false, false, false, false, false, false, null);

    static final WriteOptions SEED = new WriteOptions(false, true, false, false, false, false, false, null);
}
