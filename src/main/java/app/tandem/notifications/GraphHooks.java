package app.tandem.notifications;

import app.tandem.platform.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where Graph says that something changed. Everything here comes from outside: bounded, proved by the client state in
 * constant time, and taken as a hint only. Forged, unknown and broken ones get the same answer as genuine ones, so that
 * nobody learns anything; only when a hint could not be kept is Graph asked to repeat it (5xx).
 */
@RestController
@RequestMapping("/hooks/graph")
class GraphHooks {

    private static final Logger log = LoggerFactory.getLogger(GraphHooks.class);
    private static final int LONGEST_TOKEN = 2_000;
    private static final int LARGEST_BODY = 1_000_000;

    /** The notifications of one POST; what we do not use is not read. */
    record Envelope(@Nullable List<@Nullable Notice> value) {}

    /** One notification; life-cycle ones carry {@code lifecycleEvent}. */
    record Notice(
            @Nullable String subscriptionId,
            @Nullable String clientState,
            @Nullable String lifecycleEvent) {}

    private final WatchedStore store;
    private final SubscriptionTasks.Soon soon;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    GraphHooks(
            WatchedStore store,
            SubscriptionTasks.Soon soon,
            InstantSource clock,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.store = store;
        this.soon = soon;
        this.clock = clock;
        this.events = events;
        this.json = json;
    }

    /** The handshake: the token comes back as plain text, whatever it looks like. */
    @PostMapping(
            params = "validationToken",
            path = {"/changes", "/lifecycle"})
    ResponseEntity<String> validate(@RequestParam String validationToken) {
        if (validationToken.length() > LONGEST_TOKEN) {
            return ResponseEntity.badRequest().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
                .header("X-Content-Type-Options", "nosniff")
                .body(validationToken);
    }

    /** Changes: everybody concerned gets a cycle soon. */
    @PostMapping("/changes")
    ResponseEntity<Void> changes(java.io.InputStream body) throws java.io.IOException {
        Set<MailboxChanged> changed = new LinkedHashSet<>();
        genuine(body).forEach((notice, watched) -> changed.add(new MailboxChanged(watched.tenant(), watched.user())));
        changed.forEach(events::publishEvent);
        return ResponseEntity.accepted().build();
    }

    /** What becomes of the subscriptions themselves. */
    @PostMapping("/lifecycle")
    ResponseEntity<Void> lifecycle(java.io.InputStream body) throws java.io.IOException {
        genuine(body).forEach(this::live);
        return ResponseEntity.accepted().build();
    }

    private void live(Notice notice, Watched watched) {
        switch (Objects.requireNonNullElse(notice.lifecycleEvent(), "")) {
            case "reauthorizationRequired" -> store.renewNow(watched.tenant(), watched.id(), clock.instant());
            case "subscriptionRemoved" -> store.forget(watched.tenant(), watched.id());
            default -> log.debug("a life-cycle event that needs no change of the subscription");
        }
        soon.adapt(watched.tenant(), watched.user());
        events.publishEvent(new MailboxChanged(watched.tenant(), watched.user()));
    }

    private Map<Notice, Watched> genuine(java.io.InputStream body) throws java.io.IOException {
        List<Notice> notices = notices(body);
        Map<String, Watched> known = new HashMap<>();
        store.byId(notices.stream()
                        .map(Notice::subscriptionId)
                        .filter(Watched::isId)
                        .distinct()
                        .toList())
                .forEach(watched -> known.put(watched.id(), watched));
        Map<Notice, Watched> genuine = new HashMap<>();
        for (Notice notice : notices) {
            Watched watched = known.get(notice.subscriptionId());
            if (watched != null && proves(notice, watched)) {
                genuine.put(notice, watched);
            }
        }
        return genuine;
    }

    private List<Notice> notices(java.io.InputStream body) throws java.io.IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            return List.of();
        }
        try {
            Envelope envelope = json.readValue(bytes, Envelope.class);
            return envelope == null || envelope.value() == null
                    ? List.of()
                    : envelope.value().stream().filter(Objects::nonNull).toList();
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static boolean proves(Notice notice, Watched watched) {
        return notice.clientState() != null
                && MessageDigest.isEqual(
                        Hashes.sha256(notice.clientState()).getBytes(StandardCharsets.US_ASCII),
                        watched.clientStateHash().getBytes(StandardCharsets.US_ASCII));
    }
}
