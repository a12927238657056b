package app.tandem.sandbox.inside;

import app.tandem.account.Tenants;
import app.tandem.account.User;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.engine.Engine;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.sandbox.control.TandemOverHttp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the control port asks of Tandem itself. */
@RestController
@RequestMapping("/sandbox-inside")
class InsideController {

    private static final int AT_ONCE = 8;
    /** A notified cycle is due a moment later, so that hints which come together share it. */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Engine engine;
    private final Users users;
    private final Tenants tenants;
    private final EmptyStore store;
    private final InsideSettings settings;
    private final OffsetClock clock;
    private final byte[] secret;

    InsideController(
            Engine engine,
            Users users,
            Tenants tenants,
            EmptyStore store,
            InsideSettings settings,
            InstantSource clock,
            @Value("${" + SandboxedTandem.SECRET + "}") String secret) {
        this.engine = engine;
        this.users = users;
        this.tenants = tenants;
        this.store = store;
        this.settings = settings;
        this.clock = SandboxedTandem.clock(clock);
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @ModelAttribute
    void guard(@RequestHeader(name = TandemOverHttp.SECRET_HEADER, defaultValue = "") String given) {
        if (!MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(ResponseStatusException refused) {
        return ResponseEntity.status(refused.getStatusCode())
                .body(Map.of("error", String.valueOf(refused.getReason())));
    }

    @GetMapping("/alive")
    Map<String, Boolean> alive() {
        return Map.of("alive", true);
    }

    @GetMapping("/users")
    List<Map<String, Object>> list() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (UserState state : List.of(UserState.RUNNING, UserState.PAUSED)) {
            for (User user : users.inState(state)) {
                list.add(Map.of("mail", mail(user), "connected", true, "paused", state == UserState.PAUSED));
            }
        }
        return list;
    }

    @GetMapping("/manifest")
    Map<String, String> manifest(@RequestParam String org) {
        for (UserState state : UserState.values()) {
            for (User user : users.inState(state)) {
                if (tenants.find(user.tenant())
                        .filter(tenant -> tenant.orgId().equals(org))
                        .isPresent()) {
                    return Map.of("path", "/manifest/" + user.tenant().value() + "/tandem.xml");
                }
            }
        }
        return Map.of();
    }

    @PostMapping("/cycle")
    Map<String, Integer> cycle(@RequestParam(required = false) @Nullable String user) throws Exception {
        List<User> whose = user == null ? List.copyOf(users.inState(UserState.RUNNING)) : List.of(one(user));
        int cycles = 0;
        int failed = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Engine.Ran>> runs = new ArrayList<>();
            whose.forEach(one -> runs.add(pool.submit(() -> ran(one))));
            for (Future<Engine.Ran> run : runs) {
                cycles += run.get().cycles();
                failed += run.get().failed();
            }
        }
        return Map.of("cycles", cycles, "failed", failed);
    }

    /** A cycle that runs already may have looked before the caller's last change: it is waited for, and another one follows. */
    private Engine.Ran ran(User user) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Engine.Ran ran = engine.runNow(user);
        while (ran.cycles() == 0 && isRunning(user) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            ran = engine.runNow(user);
        }
        return ran;
    }

    private boolean isRunning(User user) {
        return users.find(user.tenant(), user.id())
                .filter(known -> known.state() == UserState.RUNNING)
                .isPresent();
    }

    @GetMapping("/quiet")
    ResponseEntity<Map<String, List<String>>> quiet() {
        List<String> waiting = new ArrayList<>();
        Instant soon = clock.instant().plus(GATHERING);
        for (User user : users.inState(UserState.RUNNING)) {
            Engine.Status status = engine.status(user.tenant(), user.id());
            if (status.running()) {
                waiting.add("a cycle of " + mail(user) + " runs");
            } else if (status.next() != null && !status.next().isAfter(soon)) {
                waiting.add("a cycle of " + mail(user) + " is due");
            }
            if (status.open() > 0) {
                waiting.add(status.open() + " messages of " + mail(user) + " are being saved");
            }
        }
        return ResponseEntity.status(waiting.isEmpty() ? 200 : 202).body(Map.of("waiting", waiting));
    }

    @GetMapping("/why")
    Map<String, Object> why(@RequestParam String user, @RequestParam String item) {
        User whose = one(user);
        Engine.Answer answer = engine.why(whose.tenant(), whose.id(), new ItemId(item));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", word(answer.reason().state()));
        json.put("rule", answer.reason().rule());
        if (answer.reason().code() != null) {
            json.put("code", answer.reason().code());
        }
        json.put("since", text(answer.since()));
        json.put(
                "records",
                answer.records().stream()
                        .map(record -> Map.of("type", record.type(), "id", record.id()))
                        .toList());
        json.put("next", text(answer.next()));
        return json;
    }

    @GetMapping("/settings")
    Map<String, Object> settings(@RequestParam(required = false) @Nullable String user) {
        return settings.read(Optional.ofNullable(user).map(this::one));
    }

    @PutMapping("/settings")
    Map<String, Object> change(
            @RequestParam(required = false) @Nullable String user, @RequestBody Map<String, Object> values) {
        Optional<User> whose = Optional.ofNullable(user).map(this::one);
        settings.change(whose, values);
        return settings.read(whose);
    }

    @PostMapping("/pause")
    Map<String, Boolean> pause(@RequestParam String user) {
        User whose = one(user);
        users.pause(whose.tenant(), whose.id());
        until(
                "the cycle to end",
                () -> !engine.status(whose.tenant(), whose.id()).running());
        return Map.of("paused", true);
    }

    @PostMapping("/resume")
    Map<String, Boolean> resume(@RequestParam String user) {
        User whose = one(user);
        users.resume(whose.tenant(), whose.id());
        return Map.of("paused", false);
    }

    @PostMapping("/reset")
    Map<String, Boolean> reset() {
        List<User> running = List.copyOf(users.inState(UserState.RUNNING));
        store.stopCycles();
        until(
                "all cycles to end",
                () -> running.stream()
                        .noneMatch(
                                user -> engine.status(user.tenant(), user.id()).running()));
        store.empty();
        clock.offset(Duration.ZERO);
        return Map.of("empty", true);
    }

    @PostMapping("/clock")
    Map<String, String> clock(@RequestParam String offset) {
        clock.offset(Duration.parse(offset));
        return Map.of("now", clock.instant().toString());
    }

    private User one(String mail) {
        for (UserState state : List.of(UserState.RUNNING, UserState.PAUSED, UserState.SUSPENDED)) {
            for (User user : users.inState(state)) {
                if (mail(user).equalsIgnoreCase(mail)) {
                    return user;
                }
            }
        }
        throw new ResponseStatusException(HttpStatus.CONFLICT, mail + " is not connected");
    }

    private static String mail(User user) {
        return user.mailbox().map(mailbox -> mailbox.address()).orElse("");
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new ResponseStatusException(HttpStatus.CONFLICT, "waited in vain for " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static String word(Reason.State state) {
        return switch (state) {
            case SAVED -> "saved";
            case WAITS -> "waits";
            case REFUSED -> "refused";
            case LEFT_ALONE -> "leftAlone";
        };
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
