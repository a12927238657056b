package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectHead;
import app.tandem.crm.ObjectInfo;
import com.sforce.soap.partner.DescribeGlobalSObjectResult;
import com.sforce.soap.partner.DescribeLayoutResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.GetUserInfoResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what objects and layouts are like; asks Salesforce for what the {@link Catalog} does not know yet. */
final class Directory {

    private static final int MOST_NAMES = 100;
    private static final String COMPLETED = "Completed";

    private final Conversation conversation;
    private final Catalog catalog;
    private int calls;

    Directory(Conversation conversation, Catalog catalog) {
        this.conversation = conversation;
        this.catalog = catalog;
    }

    /** How often this directory had to ask. */
    int calls() {
        return calls;
    }

    Map<String, ObjectHead> heads() {
        return catalog.heads(() -> {
            calls++;
            Map<String, ObjectHead> heads = new LinkedHashMap<>();
            for (DescribeGlobalSObjectResult object :
                    conversation.read(connection -> connection.describeGlobal()).getSobjects()) {
                if (!object.isDeprecatedAndHidden()) {
                    heads.put(object.getName(), ObjectReading.head(object));
                }
            }
            return Map.copyOf(heads);
        });
    }

    /** The object an id belongs to. */
    Optional<ObjectHead> ofId(String id) {
        return heads().values().stream()
                .filter(head -> !head.keyPrefix().isEmpty() && id.startsWith(head.keyPrefix()))
                .findFirst();
    }

    /** An object; empty if the user cannot see it. */
    Optional<Catalog.Described> object(String name) {
        know(List.of(name));
        return catalog.object(name);
    }

    /** An object that is known or can be asked for. */
    Optional<ObjectInfo> info(String name) {
        return object(name).map(Catalog.Described::info);
    }

    /** Describes what is not known yet of these objects, in one call; those the user cannot see are left out. */
    void know(Collection<String> names) {
        List<String> unknown = names.stream()
                .distinct()
                .filter(name -> catalog.object(name).isEmpty())
                .filter(name -> heads().containsKey(name))
                .limit(MOST_NAMES)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        calls++;
        String[] asked = unknown.toArray(String[]::new);
        for (DescribeSObjectResult object : conversation.read(connection -> connection.describeSObjects(asked))) {
            catalog.keep(ObjectReading.object(object));
        }
    }

    /** Knows the objects these references point at, to call their records by name. */
    void knowTargets(Collection<ObjectInfo.Field> fields) {
        Set<String> targets = new LinkedHashSet<>();
        fields.stream().filter(field -> field.targets().size() == 1).forEach(field -> targets.addAll(field.targets()));
        know(targets);
    }

    /** The path to what people call a reference's record; empty where the user cannot see it. */
    Optional<String> namePath(ObjectInfo.Field reference) {
        String relationship = reference.relationship();
        if (relationship == null || reference.targets().isEmpty()) {
            return Optional.empty();
        }
        if (reference.targets().size() > 1) {
            return Optional.of(relationship + ".Name");
        }
        return catalog.object(reference.targets().getFirst())
                .map(target -> relationship + "." + target.info().nameField());
    }

    /** The layouts of an object. */
    Layout layout(ObjectInfo info) {
        return catalog.layout(info.name()).orElseGet(() -> {
            calls++;
            DescribeLayoutResult result =
                    conversation.read(connection -> connection.describeLayout(info.name(), null, null));
            Layout layout = LayoutReading.layout(result, info);
            catalog.keep(info.name(), layout);
            return layout;
        });
    }

    /** The user who asks. */
    Catalog.Me me() {
        return catalog.me(() -> {
            calls++;
            GetUserInfoResult user = conversation.read(connection -> connection.getUserInfo());
            String id = RecordIds.full(user.getUserId()).orElse(user.getUserId());
            return new Catalog.Me(id, user.getUserFullName(), Describing.zone(user.getUserTimeZone()));
        });
    }

    /** "Completed" where the org has it, else its first closed status (pane U-251). */
    String closedTaskStatus() {
        return catalog.closedStatus(() -> {
            calls++;
            List<String> closed = new Queries(conversation)
                    .all(Soql.select(List.of("ApiName"), "TaskStatus", Soql.Where.is("IsClosed", true))).stream()
                            .map(status -> status.required("ApiName"))
                            .toList();
            return closed.isEmpty() || closed.contains(COMPLETED) ? COMPLETED : closed.getFirst();
        });
    }
}
