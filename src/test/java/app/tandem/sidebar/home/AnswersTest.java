package app.tandem.sidebar.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Related records are asked for once, and one slow answer holds nobody else up (pane U-59, U-60, U-88). */
class AnswersTest {

    private static final int KEYS = 2_000;

    private final Answers<Integer, String> answers = new Answers<>(Duration.ofMinutes(5), 10_000);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    @Test
    void aSlowAnswerHoldsNobodyElseUp() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> slow = threads.submit(() -> answers.of(0, this::slow));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            Future<?> others = threads.submit(() -> {
                for (int key = 1; key < KEYS; key++) {
                    answers.of(key, () -> "quick");
                }
            });
            try {
                others.get(20, TimeUnit.SECONDS);
            } finally {
                held.countDown();
            }
            assertThat(slow.get(20, TimeUnit.SECONDS)).isEqualTo("slow");
        }
    }

    @Test
    void whoAsksTheSameWaitsForTheOneAnswer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> answers.of(0, () -> slow() + asked.incrementAndGet()));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            Future<String> second = threads.submit(() -> answers.of(0, () -> "own" + asked.incrementAndGet()));
            held.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("slow1");
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("slow1");
        }
    }

    /** pane U-112: what was asked for before a write counts for whoever asked, and for nobody after it. */
    @Test
    void whatWasAskedBeforeAWriteIsNotKept() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> before = threads.submit(() -> answers.of(0, this::slow));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            answers.forget(key -> key == 0);
            held.countDown();
            assertThat(before.get(20, TimeUnit.SECONDS)).isEqualTo("slow");
        }
        assertThat(answers.of(0, () -> "after")).isEqualTo("after");
    }

    @Test
    void aFailureIsAskedAnew() {
        IllegalStateException failure = new IllegalStateException();
        assertThatThrownBy(() -> answers.of(0, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(answers.of(0, () -> "now")).isEqualTo("now");
    }

    private String slow() {
        begun.countDown();
        try {
            assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "slow";
    }
}
