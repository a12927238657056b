package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.world.Org;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The object types of one org: the statement under the switches that org has. */
final class Schema {

    private static final Set<String> EMAIL = Set.of("EmailMessage", "EmailMessageRelation");
    private static final Set<String> SHARED = Set.of("TaskRelation", "TaskWhoRelation", "EventWhoRelation");
    private static final Set<String> FILES = Set.of("ContentVersion", "ContentDocument", "ContentDocumentLink");
    private static final Map<String, Schema> BY_SWITCHES = new ConcurrentHashMap<>();

    private final Map<String, ObjectType> types = new LinkedHashMap<>();
    private final Map<String, ObjectType> byPrefix = new HashMap<>();

    private Schema(Collection<ObjectType> all) {
        all.forEach(type -> {
            types.put(type.name().toLowerCase(Locale.ROOT), type);
            byPrefix.putIfAbsent(type.prefix(), type);
        });
    }

    /** The schema that org shows now. */
    static Schema of(Org org) {
        boolean email = org.enhancedEmail;
        boolean shared = org.sharedActivities;
        boolean pack = org.packageInstalled;
        boolean files = org.contentAsFiles;
        return BY_SWITCHES.computeIfAbsent(
                email + "/" + shared + "/" + pack + "/" + files, key -> build(email, shared, pack, files));
    }

    /** The type of that name, case aside. */
    @Nullable
    ObjectType find(String name) {
        return types.get(name.toLowerCase(Locale.ROOT));
    }

    /** A type that is certainly there. */
    ObjectType type(String name) {
        return Objects.requireNonNull(find(name), name);
    }

    /** The type an id belongs to. */
    @Nullable
    ObjectType ofId(String id) {
        return id.length() < 3 ? null : byPrefix.get(id.substring(0, 3));
    }

    Collection<ObjectType> all() {
        return types.values();
    }

    /** The same less these objects ({@code Lead}) and fields ({@code Contact.Phone}), and with fields that are to be read only. */
    Schema narrowed(Set<String> hidden, Set<String> locked) {
        return closed(all().stream()
                .filter(type -> !hidden.contains(type.name()))
                .map(type -> ObjectType.of(
                        type.name(),
                        type.prefix(),
                        type.label(),
                        type.calls(),
                        type.children(),
                        type.fields().stream()
                                .filter(field -> !hidden.contains(type.name() + "." + field.name()))
                                .map(field ->
                                        locked.contains(type.name() + "." + field.name()) ? field.locked() : field)
                                .toList()))
                .toList());
    }

    private static Schema build(boolean email, boolean shared, boolean pack, boolean files) {
        List<ObjectType> kept = new ArrayList<>();
        for (ObjectType type : SchemaStatement.load()) {
            String name = type.name();
            boolean hidden = (!email && EMAIL.contains(name))
                    || (!shared && SHARED.contains(name))
                    || (!files && FILES.contains(name));
            if (!hidden) {
                kept.add(narrow(type, shared, pack));
            }
        }
        return closed(kept);
    }

    /** Without lists of objects that are not there. */
    private static Schema closed(List<ObjectType> kept) {
        Set<String> names = Set.copyOf(kept.stream().map(ObjectType::name).toList());
        return new Schema(kept.stream()
                .map(type -> new ObjectType(
                        type.name(),
                        type.prefix(),
                        type.label(),
                        type.calls(),
                        type.children().stream()
                                .filter(child -> names.contains(child.object()))
                                .toList(),
                        type.byName()))
                .toList());
    }

    private static ObjectType narrow(ObjectType type, boolean shared, boolean pack) {
        List<Field> fields = type.fields().stream()
                .filter(field -> field.needs() == null
                        || (field.needs().equals("shared activities") && shared)
                        || (field.needs().equals("package") && pack))
                .toList();
        return ObjectType.of(type.name(), type.prefix(), type.label(), type.calls(), type.children(), fields);
    }
}
