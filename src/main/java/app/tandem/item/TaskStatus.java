package app.tandem.item;

/** The five classes of a task's status; a custom status of an org belongs to one of them (sync T-9). */
public enum TaskStatus {
    NOT_STARTED,
    IN_PROGRESS,
    COMPLETED,
    WAITING_ON_OTHERS,
    DEFERRED
}
