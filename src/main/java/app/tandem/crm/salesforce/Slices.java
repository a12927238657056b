package app.tandem.crm.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts work into slices that one call takes: at most so many rows and about so many bytes. */
final class Slices {

    /** Rows of a create call. */
    static final int MOST_ROWS = 200;

    private Slices() {}

    static <T> List<List<T>> of(List<T> all, int mostRows, long mostBytes, ToLongFunction<T> size) {
        List<List<T>> slices = new ArrayList<>();
        List<T> current = new ArrayList<>();
        long bytes = 0;
        for (T one : all) {
            long more = size.applyAsLong(one);
            if (!current.isEmpty() && (current.size() == mostRows || bytes + more > mostBytes)) {
                slices.add(current);
                current = new ArrayList<>();
                bytes = 0;
            }
            current.add(one);
            bytes += more;
        }
        if (!current.isEmpty()) {
            slices.add(current);
        }
        return slices;
    }
}
