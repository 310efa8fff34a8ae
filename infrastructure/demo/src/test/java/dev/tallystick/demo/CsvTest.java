package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void readsFieldsByTheHeadersNames() {
        Csv.Row row = Csv.read(List.of("id,cents,note", "a,12,")).getFirst();
        assertThat(row.text("id")).isEqualTo("a");
        assertThat(row.number("cents")).isEqualTo(12);
        assertThat(row.text("note")).isEmpty();
    }

    @Test
    void refusesALineThatIsNotAsLongAsTheHeader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read(List.of("id,cents", "a,1", "b")))
                .withMessageContaining("line 3");
    }

    @Test
    void refusesQuotingWhichItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read(List.of("id,cents", "\"a\",1")));
    }

    @Test
    void saysWhichNumberIsNone() {
        Csv.Row row = Csv.read(List.of("id,cents", "a,1.5")).getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.number("cents"))
                .withMessage("line 2: cents is not a whole number: 1.5");
    }

    @Test
    void doesNotMakeUpColumnsOrAHeader() {
        Csv.Row row = Csv.read(List.of("id", "a")).getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> row.text("cents"));
        assertThatIllegalArgumentException().isThrownBy(() -> Csv.read(List.of()));
    }
}
