package app.tandem.sandbox;

import app.tandem.sandbox.graph.GraphService;
import app.tandem.sandbox.graph.store.Category;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.graph.store.Todo;
import app.tandem.sandbox.graph.store.TodoTask;
import app.tandem.sandbox.salesforce.SalesforceService;
import app.tandem.sandbox.world.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Puts a world's content where it belongs, as if it had always been there. */
final class ContentLoader {

    /** What arrived earlier than this has been read. */
    private static final Duration UNREAD = Duration.ofDays(3);

    /** What every mailbox of Exchange begins with. */
    private static final Map<String, String> FIRST_CATEGORIES = new TreeMap<>(Map.of(
            "Red", "preset0", "Orange", "preset1", "Yellow", "preset3", "Green", "preset4", "Blue", "preset7", "Purple",
            "preset8"));

    private record Chore(String title, String notes, String status, String importance, int dueIn) {}

    /** What people have to do; days from now. */
    private static final List<Chore> CHORES = List.of(
            new Chore("Book the meeting room for Friday", "", "notStarted", "normal", 2),
            new Chore(
                    "Prepare the numbers for the review", "Ask finance for the last quarter.", "inProgress", "high", 5),
            new Chore("Order business cards", "", "notStarted", "low", 20),
            new Chore("Hand in travel expenses", "", "completed", "normal", -3));

    private ContentLoader() {}

    static void load(Content content, GraphService graph, SalesforceService salesforce) {
        Map<String, String> ids = new HashMap<>();
        for (Content.Row row : content.rows()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            row.fields()
                    .forEach((name, value) ->
                            fields.put(name, value instanceof Content.Ref ref ? ids.get(ref.key()) : value));
            ids.put(row.key(), salesforce.load(row.orgId(), row.type(), fields));
        }
        for (Content.Mail mail : content.mails()) {
            graph.deliver(mail.owner(), mail.folder(), mail.received(), mail.mime());
        }
        graph.store()
                .all()
                .forEach(mailbox -> mailbox.locked(() -> {
                    FIRST_CATEGORIES.forEach((colour, preset) -> {
                        String id = UUID.nameUUIDFromBytes(
                                        (mailbox.person().entraId() + colour).getBytes(StandardCharsets.UTF_8))
                                .toString();
                        mailbox.categories().put(id, new Category(id, colour + " category", preset));
                    });
                    Instant recent = mailbox.now().minus(UNREAD);
                    for (Message message : List.copyOf(mailbox.messages())) {
                        if (message.received().isBefore(recent)) {
                            mailbox.read(message, true);
                        }
                    }
                    tasks(mailbox);
                    return null;
                }));
    }

    private static void tasks(Mailbox mailbox) {
        Todo todo = mailbox.todo();
        ZoneId zone = ZoneId.of(mailbox.person().timeZone());
        LocalDate today = mailbox.now().atZone(zone).toLocalDate();
        for (Chore chore : CHORES) {
            TodoTask task = todo.newTask(todo.wellKnown("defaultList"));
            task.title = chore.title();
            task.body = chore.notes();
            task.status = chore.status();
            task.importance = chore.importance();
            task.due = today.plusDays(chore.dueIn()).atStartOfDay(zone).toInstant();
            task.completed = task.completed() ? mailbox.now().truncatedTo(ChronoUnit.DAYS) : null;
            todo.add(task);
        }
    }
}
