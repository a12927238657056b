package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of one object that become one (pane U-154); Account, Contact, Lead.
 *
 * @param survivor the one that stays; what hangs on the others moves to it
 * @param losers ids of one or two others
 * @param chosen values taken from the others, by API name; null clears
 */
public record RecordMerge(RecordRef survivor, List<String> losers, Map<String, @Nullable Object> chosen) {}
