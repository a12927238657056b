package app.tandem.sidebar.field;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person types, as a value of a field (pane U-147, U-148). */
class TypedTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Typed english = new Typed(Locale.US, BERLIN);
    private final Typed german = new Typed(Locale.GERMANY, BERLIN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1234567.5|1234567.5", "1,234,567.5|1234567.5", " 12 |12", "-3.25|-3.25"})
    void numbersAreReadAsTheLanguageWritesThem(String text, BigDecimal number) {
        assertThat(read(english, text)).isEqualTo(number);
    }

    @Test
    void aGroupingPointInTheWrongPlaceIsNoNumberInsteadOfATenfoldOne() {
        assertThat(read(german, "1.234.567,5")).isEqualTo(new BigDecimal("1234567.5"));
        assertThat(german.read(amount(), "1234.5")).isEqualTo(new Typed.Wrong("field.no-number", 0));
        assertThat(english.read(amount(), "twelve")).isEqualTo(new Typed.Wrong("field.no-number", 0));
    }

    @Test
    void numbersThatSalesforceCannotKeepAreNamedBeforeTheyAreSent() {
        assertThat(english.read(amount(), "1.234")).isEqualTo(new Typed.Wrong("field.too-many-decimals", 2));
        assertThat(english.read(amount(), "12345678901")).isEqualTo(new Typed.Wrong("field.too-large", 10));
        assertThat(english.read(field(FieldType.INTEGER, 0, 8, 0), "1.5"))
                .isEqualTo(new Typed.Wrong("field.no-whole-number", 0));
    }

    @Test
    void textsAreAsLongAsTheFieldAllows() {
        Field three = field(FieldType.TEXT, 3, 0, 0);
        assertThat(english.read(three, " abc ")).isEqualTo(new Typed.Value("abc"));
        assertThat(english.read(three, "abcd")).isEqualTo(new Typed.Wrong("field.too-long", 3));
        assertThat(english.read(three, "  ")).isEqualTo(new Typed.Value(null));
    }

    @Test
    void daysAndTimesAreThoseOfThePersonsZone() {
        assertThat(english.read(field(FieldType.DATE, 0, 0, 0), "2026-02-03"))
                .isEqualTo(new Typed.Value(LocalDate.of(2026, 2, 3)));
        Instant summer = Instant.parse("2026-07-01T06:30:00Z");
        assertThat(english.read(field(FieldType.DATE_TIME, 0, 0, 0), "2026-07-01T08:30"))
                .isEqualTo(new Typed.Value(summer));
        assertThat(english.text(summer)).isEqualTo("2026-07-01T08:30");
        assertThat(english.read(field(FieldType.DATE, 0, 0, 0), "soon")).isEqualTo(new Typed.Wrong("field.no-day", 0));
    }

    @Test
    void whatIsShownIsReadBackTheSame() {
        assertThat(german.text(new BigDecimal("1234567.50"))).isEqualTo("1234567,5");
        assertThat(read(german, "1234567,5")).isEqualTo(new BigDecimal("1234567.5"));
    }

    @Test
    void whatAnInputCannotShowIsNoChange() {
        assertThat(Typed.same(new BigDecimal("5.00"), new BigDecimal("5"))).isTrue();
        assertThat(Typed.same(Instant.parse("2026-07-01T06:30:59Z"), Instant.parse("2026-07-01T06:30:00Z")))
                .isTrue();
        assertThat(Typed.same(null, false)).isTrue();
        assertThat(Typed.same("a", "b")).isFalse();
        assertThat(Typed.same(true, null)).isFalse();
    }

    private static Object read(Typed typed, String text) {
        return ((Typed.Value) typed.read(amount(), text)).value();
    }

    private static Field amount() {
        return field(FieldType.CURRENCY, 0, 12, 2);
    }

    private static Field field(FieldType type, int length, int precision, int scale) {
        return new Field(
                "F", "F", type, length, precision, scale, false, true, true, true, true, List.of(), null, List.of(),
                null);
    }
}
