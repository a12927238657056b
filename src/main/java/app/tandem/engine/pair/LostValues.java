package app.tandem.engine.pair;

import app.tandem.sync.Loss;
import java.util.List;
import java.util.Map;

/** Where the values go that lose a conflict, so that nothing is destroyed (sync F-1). */
public interface LostValues {

    /** Keeps them, by the keys of their pairs, before anything is overwritten. */
    void keep(Map<String, List<Loss>> losses);
}
