package app.tandem.sandbox.graph.notify;

import app.tandem.sandbox.graph.api.GraphApi.SubscriptionGate;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.graph.store.Changes;
import app.tandem.sandbox.graph.store.Contacts;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** The subscriptions in force: they turn changes into notifications, end in time, and say so when they are about to. */
public final class Subscriptions implements Changes {

    static final String TASK = "todoTask";

    private final Kernel kernel;
    private final Notifier notifier;
    private final Map<String, Subscription> byId = new ConcurrentHashMap<>();

    public Subscriptions(Kernel kernel, Notifier notifier) {
        this.kernel = kernel;
        this.notifier = notifier;
        notifier.onLost(this::missed);
    }

    /** What answers requests below {@code /subscriptions} for these mailboxes. */
    public SubscriptionGate gate(MailStore store) {
        return new SubscriptionResource(this, notifier, store, kernel.clock);
    }

    /** Forgets all. */
    public void clear() {
        byId.clear();
    }

    /** Sends a life-cycle event to all subscriptions of a mailbox that named an address for it. */
    public void lifecycle(String mail, String event) {
        of(mail).forEach(subscription -> lifecycle(subscription, event));
    }

    /** Ends the subscriptions that match and tells their owners. */
    public void end(Predicate<Subscription> which) {
        byId.values().stream().filter(which).toList().forEach(subscription -> {
            byId.remove(subscription.id());
            lifecycle(subscription, "subscriptionRemoved");
        });
    }

    /** The subscriptions of a mailbox. */
    public List<Subscription> of(String mail) {
        return byId.values().stream()
                .filter(one -> one.mailbox().person().mail().equalsIgnoreCase(mail))
                .toList();
    }

    List<Subscription> all() {
        return List.copyOf(byId.values());
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void put(Subscription subscription) {
        byId.put(subscription.id(), subscription);
        Instant expires = subscription.expires();
        kernel.clock.at(
                expires,
                () -> byId.computeIfPresent(
                        subscription.id(), (id, now) -> now.expires().equals(expires) ? null : now));
        Duration left = Duration.between(kernel.clock.now(), expires);
        Instant warn = expires.minus(left.dividedBy(8));
        kernel.clock.at(
                warn,
                () -> find(subscription.id())
                        .filter(now -> now.expires().equals(expires))
                        .ifPresent(now -> lifecycle(now, "reauthorizationRequired")));
    }

    void remove(String id) {
        byId.remove(id);
    }

    @Override
    public void happened(Change change) {
        if (byId.isEmpty()) {
            return;
        }
        String type = switch (change.kind()) {
            case CREATED -> "created";
            case UPDATED -> "updated";
            case REMOVED -> "deleted";
        };
        for (Subscription subscription : byId.values()) {
            if (subscription.changeTypes().contains(type) && subscription.covers(change)) {
                notifier.add(new Notifier.Item(subscription, subscription.url(), json(subscription, change, type)));
            }
        }
    }

    static boolean isMessage(Change change) {
        return !change.type().equals(TASK) && !change.type().equals(Contacts.TYPE);
    }

    private static ObjectNode json(Subscription subscription, Change change, String type) {
        Mailbox mailbox = change.mailbox();
        boolean task = change.type().equals(TASK);
        String id = task
                ? mailbox.ids().task(change.stay())
                : mailbox.ids().message(change.item(), change.stay(), subscription.immutableIds());
        String resource = "Users/" + mailbox.person().entraId()
                + (task ? "/todo/lists/" + mailbox.ids().taskList(change.collection()) + "/tasks/" : "/Messages/") + id;
        ObjectNode json = head(subscription);
        json.put("changeType", type);
        json.put("resource", resource);
        ObjectNode data = json.putObject("resourceData");
        data.put("@odata.type", task ? "#Microsoft.Graph.todoTask" : "#Microsoft.Graph.Message");
        data.put("@odata.id", resource);
        if (change.kind() != ChangeLog.Kind.REMOVED) {
            data.put("@odata.etag", "W/\"" + change.changeKey() + "\"");
        }
        data.put("id", id);
        return json;
    }

    private void lifecycle(Subscription subscription, String event) {
        String url = subscription.lifecycleUrl();
        if (url != null && subscription.hears(event)) {
            notifier.add(new Notifier.Item(subscription, url, head(subscription).put("lifecycleEvent", event)));
        }
    }

    private void missed(List<Notifier.Item> lost) {
        lost.stream()
                .filter(item -> !item.json().has("lifecycleEvent"))
                .map(Notifier.Item::subscription)
                .distinct()
                .forEach(subscription -> lifecycle(subscription, "missed"));
    }

    private static ObjectNode head(Subscription subscription) {
        ObjectNode json = Json.object();
        json.put("id", UUID.randomUUID().toString());
        json.put("subscriptionId", subscription.id());
        json.put("subscriptionExpirationDateTime", Json.time(subscription.expires()));
        if (subscription.clientState() != null) {
            json.put("clientState", subscription.clientState());
        }
        json.put("tenantId", World.TENANT_ID);
        return json;
    }
}
