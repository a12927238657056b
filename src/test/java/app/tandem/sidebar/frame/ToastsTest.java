package app.tandem.sidebar.frame;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sidebar.words.Words;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Pane U-41: errors stay until they are dismissed, whatever is said after them. */
class ToastsTest {

    private final Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);
    private final Toasts toasts = new Toasts(() -> words);

    @Test
    void informationGivesWayAndErrorsDoNot() {
        toasts.add(Toast.ERROR, "not stored");
        for (int i = 1; i <= 5; i++) {
            toasts.add(Toast.SUCCESS, "done " + i);
        }
        assertThat(said()).containsExactly("not stored", "done 4", "done 5");
    }

    @Test
    void everyErrorStays() {
        for (int i = 1; i <= 4; i++) {
            toasts.add(Toast.ERROR, "error " + i);
        }
        toasts.add(Toast.INFO, "by the way");
        assertThat(said()).containsExactly("error 1", "error 2", "error 3", "error 4", "by the way");
    }

    @Test
    void theSameErrorStandsThereOnce() {
        toasts.add(Toast.ERROR, "not stored");
        toasts.add(Toast.ERROR, "not stored");
        assertThat(said()).containsExactly("not stored");
    }

    private List<String> said() {
        return toasts.getChildren()
                .map(toast -> toast.getElement().getTextRecursively())
                .toList();
    }
}
