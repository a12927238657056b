package app.tandem.sidebar.record;

import app.tandem.crm.RecordDetail;
import app.tandem.crm.Records;
import app.tandem.sidebar.frame.Pane;
import java.util.function.Function;

/** A note on top of the record's Description (pane U-254 … U-258). */
final class MemoScreen extends TextScreen {

    private static final String DESCRIPTION = "Description";
    private static final int ANY_LENGTH = 0;

    private final RecordDetail detail;

    MemoScreen(Pane pane, RecordScreens screens, RecordDetail detail) {
        super(pane, screens, detail.card(), "memo.", ANY_LENGTH, isPossible(detail));
        this.detail = detail;
    }

    private static boolean isPossible(RecordDetail detail) {
        return detail.entry(DESCRIPTION).filter(RecordDetail.Entry::editable).isPresent();
    }

    @Override
    public String title() {
        return words.of("memo");
    }

    @Override
    Function<Pane, TextScreen> anew() {
        return on(screens, detail);
    }

    private static Function<Pane, TextScreen> on(RecordScreens screens, RecordDetail detail) {
        return pane -> new MemoScreen(pane, screens, detail);
    }

    @Override
    void send(String memo) {
        Records records = screens.records(pane);
        write("memo", () -> records.memo(detail.ref(), memo), this::ended, this::send);
    }

    @Override
    void sent() {
        screens.written(pane);
    }
}
