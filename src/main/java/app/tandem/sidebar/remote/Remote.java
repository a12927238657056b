package app.tandem.sidebar.remote;

import app.tandem.platform.Bug;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks slow services in the background and shows the answer by push, unless it is not wanted any more: what was asked for
 * an item that is no longer open is thrown away (pane U-55).
 */
@Component
public class Remote {

    private static final Logger log = LoggerFactory.getLogger(Remote.class);

    private final Gate gate;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Remote(ObjectProvider<Gate> gate) {
        this.gate = gate.getIfAvailable(() -> what -> {});
    }

    /**
     * Asks, and hands on what came of it in the UI's own thread.
     *
     * @param what names the call
     * @param wanted whether the answer still counts, asked in the UI's thread when it is there
     * @param trouble gets what went wrong instead
     */
    public <T> void ask(
            UI ui,
            String what,
            BooleanSupplier wanted,
            Supplier<T> question,
            Consumer<T> answer,
            Consumer<RuntimeException> trouble) {
        threads.execute(() -> {
            Runnable shown;
            try {
                gate.pass(what);
                T found = question.get();
                shown = () -> answer.accept(found);
            } catch (RuntimeException e) {
                log.warn("a call of the pane failed: {} {}", what, Bug.in(e));
                shown = () -> trouble.accept(e);
            }
            show(ui, wanted, shown);
        });
    }

    private static void show(UI ui, BooleanSupplier wanted, Runnable shown) {
        try {
            ui.access(() -> {
                if (wanted.getAsBoolean()) {
                    shown.run();
                }
            });
        } catch (UIDetachedException closed) {
            log.debug("a pane was closed before its answer came");
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
