package app.tandem.sandbox.world;

import java.time.ZoneId;

/** Somebody outside who writes to people of the world. */
record Correspondent(String name, String given, String address, String language, Firm firm) {

    ZoneId zone() {
        return ZoneId.of(firm.zone());
    }
}
