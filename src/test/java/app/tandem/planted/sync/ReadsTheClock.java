package app.tandem.planted.sync;

import java.time.Clock;
import org.springframework.transaction.annotation.Transactional;

/** Breaks: planners are pure; edges open no transactions. */
class ReadsTheClock {

    @Transactional
    long now() {
        return Clock.systemUTC().millis();
    }
}
