package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.ChangeLog.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mailbox's task lists; guarded by the mailbox's lock. Names of lists may repeat. */
public final class Todo {

    private final Mailbox mailbox;
    private final TreeMap<Long, TodoList> lists = new TreeMap<>();
    private final ChangeLog log = new ChangeLog();

    Todo(Mailbox mailbox) {
        this.mailbox = mailbox;
        add("defaultList", "Tasks");
        add("flaggedEmails", "Flagged Emails");
    }

    /** All lists in the order in which they came. */
    public Collection<TodoList> lists() {
        return lists.values();
    }

    /** The list of a well-known name. */
    public TodoList wellKnown(String name) {
        return lists.values().stream()
                .filter(list -> list.wellKnown().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The list of a number, if it is still there. */
    public @Nullable TodoList byNumber(long number) {
        return lists.get(number);
    }

    /** What happened to the lists themselves. */
    public ChangeLog log() {
        return log;
    }

    /** The list of an id; refused as Graph does. */
    public TodoList list(String id) {
        Ids.Ref ref = mailbox.ids().decode(id);
        if (ref.kind() != Ids.Kind.TASK_LIST) {
            throw Problem.idMalformed();
        }
        TodoList list = lists.get(ref.item());
        if (list == null) {
            throw Problem.itemNotFound();
        }
        return list;
    }

    /** The task of an id in that list; 404 when it is not, or no longer, there. */
    public TodoTask task(TodoList list, String id) {
        Ids.Ref ref = mailbox.ids().decode(id);
        if (ref.kind() != Ids.Kind.TASK) {
            throw Problem.idMalformed();
        }
        TodoTask task = list.byStay.get(ref.item());
        if (task == null) {
            throw Problem.itemNotFound();
        }
        return task;
    }

    /** A new list. */
    public TodoList create(String name) {
        return add("none", name);
    }

    /** Gives a list another name. */
    public void rename(TodoList list, String name) {
        refuseStandard(list);
        list.displayName = name;
        list.changeNumber = mailbox.nextChange();
        log.add(Kind.UPDATED, list.number(), 0);
    }

    /** Deletes a list with all that is in it. */
    public void delete(TodoList list) {
        refuseStandard(list);
        new ArrayList<>(list.tasks()).forEach(this::leave);
        lists.remove(list.number());
        log.add(Kind.REMOVED, list.number(), 0);
    }

    /** A task that lies in no list yet. */
    public TodoTask newTask(TodoList list) {
        return new TodoTask(mailbox.newNumber(), mailbox.now(), list);
    }

    /** Puts a new task into its list. */
    public void add(TodoTask task) {
        enter(task, task.list());
    }

    /** A change was made to a task. */
    public void touch(TodoTask task) {
        task.changeNumber = mailbox.nextChange();
        task.modified = mailbox.now();
        record(Kind.UPDATED, task);
    }

    /** What a person does in To Do and no API offers: the task goes to another list with all it has, under another id. */
    public void move(TodoTask task, TodoList destination) {
        leave(task);
        task.modified = mailbox.now();
        enter(task, destination);
    }

    /** Deletes a task. */
    public void delete(TodoTask task) {
        leave(task);
    }

    private TodoList add(String wellKnown, String name) {
        TodoList list = new TodoList(mailbox.newNumber(), wellKnown, name);
        list.changeNumber = mailbox.nextChange();
        lists.put(list.number(), list);
        log.add(Kind.CREATED, list.number(), 0);
        return list;
    }

    private static void refuseStandard(TodoList list) {
        if (!list.wellKnown().equals("none")) {
            throw Problem.bad("ErrorInvalidRequest", "A built-in list can be neither renamed nor deleted.");
        }
    }

    private void enter(TodoTask task, TodoList list) {
        task.list = list;
        task.stay = mailbox.newNumber();
        task.changeNumber = mailbox.nextChange();
        list.byStay.put(task.stay, task);
        record(Kind.CREATED, task);
    }

    private void leave(TodoTask task) {
        task.list.byStay.remove(task.stay);
        record(Kind.REMOVED, task);
    }

    private void record(Kind kind, TodoTask task) {
        task.list.log.add(kind, task.number(), task.stay);
        mailbox.happened(kind, task.list.number(), task.number(), task.stay, task.changeKey(), "todoTask");
    }

    /** All tasks of all lists. */
    public List<TodoTask> tasks() {
        return lists.values().stream().flatMap(list -> list.tasks().stream()).toList();
    }
}
