package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Mailbox;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A folder as JSON. */
final class FolderView {

    private FolderView() {}

    static ObjectNode of(Mailbox mailbox, Folder folder, @Nullable Set<String> selected) {
        ObjectNode json = Json.object();
        json.put("id", mailbox.ids().folder(folder.number()));
        if (wants(selected, "displayName")) {
            json.put("displayName", folder.displayName());
        }
        if (wants(selected, "parentFolderId")) {
            Folder parent = folder.parent();
            json.put("parentFolderId", mailbox.ids().folder(parent == null ? 0 : parent.number()));
        }
        if (wants(selected, "childFolderCount")) {
            json.put(
                    "childFolderCount",
                    folder.children().stream().filter(child -> !child.hidden()).count());
        }
        if (wants(selected, "unreadItemCount")) {
            json.put("unreadItemCount", folder.unread());
        }
        if (wants(selected, "totalItemCount")) {
            json.put("totalItemCount", folder.messages().size());
        }
        if (wants(selected, "isHidden")) {
            json.put("isHidden", folder.hidden());
        }
        return json;
    }

    private static boolean wants(@Nullable Set<String> selected, String name) {
        return selected == null || selected.contains(name) || selected.contains("*");
    }
}
