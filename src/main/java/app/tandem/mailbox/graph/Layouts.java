package app.tandem.mailbox.graph;

import app.tandem.item.MailFolder;
import app.tandem.mailbox.MarkerCategory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows which folder is which in a mailbox and which categories its master list has, for 25 minutes, so that
 * every session of the regular interval looks again (sync M-2); creates what is missing (sync M-1 … M-5). One batch looks, one creates.
 */
final class Layouts {

    /** The marker folder's name (sync M-1). */
    static final String MARKER_FOLDER = "Salesforce Emails";

    private static final Duration KNOWN = Duration.ofMinutes(25);
    private static final int MAILBOXES = 20_000;

    /** @param categories of the master list, lower case */
    private record Layout(
            String inbox, String sent, @Nullable String marker, Set<String> categories) {}

    private final Requests requests;
    private final Wire wire;
    private final Batches batches;
    private final Cache<String, Layout> known =
            Caffeine.newBuilder().maximumSize(MAILBOXES).expireAfterWrite(KNOWN).build();

    Layouts(Requests requests, Wire wire, Batches batches) {
        this.requests = requests;
        this.wire = wire;
        this.batches = batches;
    }

    /** Creates the marker folder and those categories, unless they are there. */
    void ensure(Line line, List<MarkerCategory> wanted) {
        Layout layout = look(line);
        List<MarkerCategory> missing = wanted.stream()
                .filter(category -> !layout.categories.contains(lower(category.name())))
                .toList();
        if (layout.marker == null || !missing.isEmpty()) {
            create(line, layout, missing);
        }
    }

    /**
     * Deletes those categories of the master list, and the marker folder unless something is in it. What arrives while it is
     * deleted goes to the deleted items with it, as Graph does; answers whether the folder is gone.
     */
    boolean withdraw(Line line, List<MarkerCategory> unwanted) {
        forget(line);
        Set<String> names = new TreeSet<>();
        unwanted.forEach(category -> names.add(lower(category.name())));
        Answer list = ErrorCodes.demand(wire.send(line, requests.categories(line)));
        List<Call> calls = values(list)
                .filter(category -> names.contains(lower(orEmpty(category, "displayName"))))
                .map(category -> requests.deleteCategory(line, orEmpty(category, "id")))
                .toList();
        batches.send(line, calls).forEach(Layouts::demandGone);
        String marker = named(ErrorCodes.demand(wire.send(line, requests.folderNamed(line, MARKER_FOLDER))));
        if (marker == null) {
            return true;
        }
        Answer content = wire.send(line, requests.folderContent(line, marker));
        if (content.status() == 404) {
            return true;
        }
        if (!isEmpty(ErrorCodes.demand(content).object())) {
            return false;
        }
        demandGone(wire.send(line, requests.deleteFolder(line, marker)));
        return true;
    }

    /** What Graph does not say counts as something. */
    private static boolean isEmpty(JsonObject folder) {
        return Stream.of("totalItemCount", "childFolderCount")
                .allMatch(count -> folder.has(count) && folder.get(count).getAsLong() == 0);
    }

    private static void demandGone(Answer answer) {
        if (answer.status() != 404) {
            ErrorCodes.demand(answer);
        }
    }

    private static String orEmpty(JsonObject object, String property) {
        String text = Answer.text(object, property);
        return text == null ? "" : text;
    }

    /** What a feed or a move calls the folder. The marker folder is created when it is missing (sync M-2). */
    String address(Line line, MailFolder folder) {
        return switch (folder) {
            case INBOX -> Requests.INBOX;
            case SENT -> Requests.SENT;
            case MARKER -> marker(line);
            case OTHER -> throw new IllegalArgumentException("other folders have no address here");
        };
    }

    /** The folder of that id. */
    MailFolder folder(Line line, @Nullable String id) {
        Layout layout = look(line);
        if (layout.inbox.equals(id)) {
            return MailFolder.INBOX;
        }
        if (layout.sent.equals(id)) {
            return MailFolder.SENT;
        }
        return id != null && id.equals(layout.marker) ? MailFolder.MARKER : MailFolder.OTHER;
    }

    /** A folder turned out not to be there: the next question looks again. */
    void forget(Line line) {
        known.invalidate(line.key());
    }

    private String marker(Line line) {
        Layout layout = look(line);
        String marker = layout.marker == null ? create(line, layout, List.of()).marker : layout.marker;
        return marker == null ? "" : marker;
    }

    private Layout look(Line line) {
        Layout layout = known.getIfPresent(line.key());
        if (layout == null) {
            layout = ask(line);
            known.put(line.key(), layout);
        }
        return layout;
    }

    private Layout ask(Line line) {
        List<Answer> answers = batches.send(
                line,
                List.of(
                        requests.folder(line, Requests.INBOX),
                        requests.folder(line, Requests.SENT),
                        requests.folderNamed(line, MARKER_FOLDER),
                        requests.categories(line)));
        answers.forEach(ErrorCodes::demand);
        return new Layout(id(answers.get(0)), id(answers.get(1)), named(answers.get(2)), categories(answers.get(3)));
    }

    private Layout create(Line line, Layout layout, List<MarkerCategory> missing) {
        List<Call> calls = new ArrayList<>();
        if (layout.marker == null) {
            calls.add(requests.createFolder(line, MARKER_FOLDER));
        }
        missing.forEach(category -> calls.add(requests.createCategory(line, category)));
        forget(line);
        List<Answer> answers = batches.send(line, calls);
        answers.stream().filter(answer -> !existsAlready(answer)).forEach(ErrorCodes::demand);
        String marker = layout.marker == null ? created(line, answers.getFirst()) : layout.marker;
        Set<String> categories = new TreeSet<>(layout.categories);
        missing.forEach(category -> categories.add(lower(category.name())));
        Layout now = new Layout(layout.inbox, layout.sent, marker, categories);
        known.put(line.key(), now);
        return now;
    }

    /** Somebody was quicker: the folder of that name is as good as ours. */
    private String created(Line line, Answer answer) {
        if (answer.ok()) {
            return id(answer);
        }
        String id = named(ErrorCodes.demand(wire.send(line, requests.folderNamed(line, MARKER_FOLDER))));
        if (id == null) {
            throw new app.tandem.platform.RemoteFailureException(
                    new app.tandem.platform.RemoteFailure.Unreachable(answer.code()));
        }
        return id;
    }

    private static boolean existsAlready(Answer answer) {
        String code = lower(answer.code());
        return answer.status() == 409
                || answer.status() == 400 && (code.contains("exist") || code.contains("duplicate"));
    }

    private static String id(Answer answer) {
        String id = answer.text("id");
        return id == null ? "" : id;
    }

    private static @Nullable String named(Answer answer) {
        return values(answer)
                .filter(folder -> MARKER_FOLDER.equalsIgnoreCase(Answer.text(folder, "displayName")))
                .map(folder -> Answer.text(folder, "id"))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> categories(Answer answer) {
        Set<String> names = new TreeSet<>();
        values(answer).forEach(category -> {
            String name = Answer.text(category, "displayName");
            names.add(name == null ? "" : lower(name));
        });
        return names;
    }

    static Stream<JsonObject> values(Answer answer) {
        JsonElement value = answer.object().get("value");
        return value == null || !value.isJsonArray()
                ? Stream.of()
                : value.getAsJsonArray().asList().stream()
                        .filter(JsonElement::isJsonObject)
                        .map(JsonElement::getAsJsonObject);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
