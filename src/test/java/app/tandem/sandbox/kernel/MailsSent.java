package app.tandem.sandbox.kernel;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every mail that Exchange, Salesforce or Tandem would have sent. */
public final class MailsSent {

    /**
     * A mail that would have left.
     *
     * @param by exchange, salesforce or tandem
     * @param kind invitation, update, cancellation, response, message or notification
     * @param outsiders recipients who are nobody's user in the sandbox
     */
    public record Sent(Instant at, String by, String kind, String from, List<String> to, List<String> outsiders) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** Keeps a mail. */
    public void add(Sent mail) {
        sent.add(mail);
    }

    /** All mails since the last clearing, oldest first. */
    public List<Sent> all() {
        return List.copyOf(sent);
    }

    /** Forgets all. */
    public void clear() {
        sent.clear();
    }
}
