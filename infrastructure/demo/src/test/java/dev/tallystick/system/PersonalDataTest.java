package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for personal data can find it. */
class PersonalDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"zephyrine.quoxwell@example.org", "+493055501987", "Zephyrine Quoxwell", "7731904488215566"})
    void theSearchFindsEveryForm(String value) {
        PersonalData personal = new PersonalData();
        personal.add(value);

        for (String form : PersonalData.forms(value)) {
            assertThat(personal.foundIn("before " + form + " after")).as(form).containsExactly(value);
        }
        assertThat(personal.foundIn("nothing of the kind")).isEmpty();
        assertThat(personal.around("before " + value + " after")).isEqualTo("before " + value + " after");
    }
}
