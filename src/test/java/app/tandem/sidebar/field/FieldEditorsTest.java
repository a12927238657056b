package app.tandem.sidebar.field;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectInfo.Pick;
import app.tandem.crm.RecordCard;
import app.tandem.crm.SaveOutcome.FieldError;
import app.tandem.sidebar.words.Words;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fields of one screen and what they mean for each other (pane U-107, U-109, U-139, U-145). */
class FieldEditorsTest {

    private static final Words WORDS = new Words(Locale.ENGLISH, ZoneOffset.UTC);

    private final FieldEditors editors = new FieldEditors(field -> null);
    private final FieldEditor country = add(picks("Country", null, pick("DE"), pick("FR")), true);
    private final FieldEditor state =
            add(picks("State", "Country", pick("Bavaria", "DE"), pick("Alsace", "FR")), false);

    @Test
    void aDependentListIsOffUntilItsControllerIsSet() {
        assertThat(select(state).isEnabled()).isFalse();
        choose(country, "DE");
        assertThat(select(state).isEnabled()).isTrue();
        assertThat(select(state).getChildren().map(option -> option.getAttribute("value")))
                .containsExactly("", "Bavaria");
    }

    @Test
    void anotherControllerClearsWhatDoesNotGoWithIt() {
        choose(country, "DE");
        state.resume(Kept.of("Bavaria", "Bavaria"));
        choose(country, "FR");
        assertThat(state.value()).isNull();
        assertThat(state.isChanged()).isFalse();
    }

    @Test
    void onlyWhatDiffersIsAChangeAndARevertTakesItBack() {
        country.start("DE", "DE");
        country.resume(Kept.of("DE", "DE"));
        assertThat(editors.changes()).contains(Map.of());
        country.resume(Kept.of("FR", "FR"));
        assertThat(editors.changes()).contains(Map.of("Country", "FR"));
        country.revert();
        assertThat(editors.changes()).contains(Map.of());
    }

    @Test
    void aMissingRequiredFieldIsNamedNextToIt() {
        assertThat(editors.areFine()).isFalse();
        assertThat(country.problem()).hasValue("Country is needed.");
        assertThat(country.getClassNames()).contains("wrong");
        choose(country, "DE");
        assertThat(editors.areFine()).isTrue();
    }

    @Test
    void reasonsGoNextToTheFieldsTheyNameAndTheRestToTheTop() {
        List<String> rest = editors.place(List.of(
                new FieldError(List.of("State"), "X", "Not this state."),
                new FieldError(List.of("Elsewhere"), "Y", "Somewhere else."),
                new FieldError(List.of(), "Z", "Not today.")));
        assertThat(rest).containsExactly("Somewhere else.", "Not today.");
        assertThat(state.getElement().getTextRecursively()).contains("Not this state.");
    }

    private void choose(FieldEditor editor, String value) {
        editor.resume(Kept.of(value, value));
        editors.changed(editor.field());
    }

    private static com.vaadin.flow.dom.Element select(FieldEditor editor) {
        return editor.getElement()
                .getChildren()
                .flatMap(child -> child.getChildren())
                .filter(child -> !child.isTextNode() && child.getTag().equals("select"))
                .findFirst()
                .orElseThrow();
    }

    private FieldEditor add(Field field, boolean required) {
        FieldEditor editor = new FieldEditor(field, required, WORDS, new Nowhere(), () -> {});
        editors.add(editor);
        return editor;
    }

    private static Pick pick(String value, String... validFor) {
        return new Pick(value, value, true, false, Set.of(validFor));
    }

    private static Field picks(String name, @Nullable String controller, Pick... picks) {
        return new Field(
                name,
                name,
                FieldType.PICKLIST,
                0,
                0,
                0,
                false,
                true,
                true,
                true,
                true,
                List.of(picks),
                controller,
                List.of(),
                null);
    }

    private static final class Nowhere implements LookUp {

        @Override
        public void find(
                List<String> objects, String text, Consumer<List<RecordCard>> found, Consumer<String> trouble) {}

        @Override
        public void create(String object, Consumer<RecordCard> created) {}

        @Override
        public List<String> createable(List<String> objects) {
            return List.of();
        }
    }
}
