package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsZonesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "W. Europe Standard Time, Europe/Berlin",
                "India Standard Time, Asia/Calcutta",
                "Pacific Standard Time (Mexico), America/Tijuana",
                "UTC, Etc/UTC",
                "Europe/Lisbon, Europe/Lisbon",
                "tzone://Microsoft/Custom, Z",
                "-, Z"
            })
    void windowsNamesAndIanaNamesAreBothUnderstood(String name, String zone) {
        assertThat(WindowsZones.zone(name).getId()).isEqualTo(zone);
    }
}
