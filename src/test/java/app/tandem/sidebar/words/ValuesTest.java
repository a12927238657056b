package app.tandem.sidebar.words;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.FieldValue;
import app.tandem.crm.ObjectInfo.FieldType;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as the person reads them (pane U-420). */
class ValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|DECIMAL|1234567.1234|1,234,567.1234",
                "en|CURRENCY|5.00|5.00",
                "de|CURRENCY|1234.50|1.234,50",
                "en|INTEGER|4711|4,711",
                "en|PERCENT|12.50|12.50 %"
            })
    void numbersHaveTheDecimalsThatSalesforceKeeps(String language, FieldType type, BigDecimal number, String shown) {
        Words words = new Words(Locale.of(language), ZoneOffset.UTC);
        assertThat(Values.of(new FieldValue("Number", "Number", type, number, number.toPlainString()), words))
                .isEqualTo(shown);
    }
}
