package dev.tallystick.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.Fault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParameterTest {

    @TempDir
    Path directory;

    private String joined(String parameter, String given) {
        return new Planned(directory)
                .value("!Join ['+', !Ref P]", "Parameters:\n  P: " + parameter + "\n", Map.of("P", given));
    }

    private String plain(String parameter, String given) {
        return new Planned(directory).value("!Ref P", "Parameters:\n  P: " + parameter + "\n", Map.of("P", given));
    }

    @Test
    void a_list_is_split_at_commas_and_each_item_stripped() {
        assertThat(joined("{ Type: CommaDelimitedList }", "a, b ,c")).isEqualTo("a+b+c");
        assertThat(joined("{ Type: List<Number> }", "1, 2.5")).isEqualTo("1+2.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ Type: String, MinLength: 2 }                             | a    | MinLength | the value is shorter"
                        + " than that",
                "{ Type: String, MaxLength: 2 }                             | abc  | MaxLength | the value is longer"
                        + " than that",
                "{ Type: String, MaxLength: many }                          | abc  | MaxLength | must be a number",
                "{ Type: String, AllowedPattern: '[a-c]+' }                 | abcd | AllowedPattern | the value does not"
                        + " match [a-c]+",
                "{ Type: String, AllowedPattern: '[a-' }                    | abcd | AllowedPattern | is no pattern:"
                        + " Illegal character range",
                "{ Type: String, AllowedValues: [a, b] }                    | c    | AllowedValues | the value is not"
                        + " among them",
                "{ Type: Number }                                           | many | Type | the value is not a number",
                "{ Type: Number, MinValue: 3 }                              | 2    | MinValue | the value is less"
                        + " than that",
                "{ Type: Number, MaxValue: 3 }                              | 3.5  | MaxValue | the value is more"
                        + " than that",
                "{ Type: CommaDelimitedList, AllowedPattern: '[a-c]' }      | a,d  | AllowedPattern | the value does not"
                        + " match [a-c]",
                "{ Type: CommaDelimitedList, AllowedValues: [a, b] }        | a, c | AllowedValues | the value is not"
                        + " among them",
                "{ Type: List<Number> }                                     | 1,a  | Type | the value is not a number",
                "{ Type: 'AWS::SSM::Parameter::Value<String>' }             | /a   | Type | the local cloud has no"
                        + " Parameter Store: make it a String, and give the value itself with --parameter P=…",
                "{ Type: 'AWS::EC2::VPC::Id' }                              | /a   | Type | must be String, Number,"
                        + " CommaDelimitedList or List<Number>"
            })
    void a_value_that_CloudFormation_would_refuse_is_refused_without_being_shown(
            String parameter, String given, String property, String problem) {
        assertThatThrownBy(() -> plain(parameter, given))
                .isInstanceOf(Fault.class)
                .hasMessage("t.yaml:2: parameter P, property " + property + ": " + problem);
    }

    @Test
    void a_value_has_at_most_4096_characters() {
        assertThat(plain("{ Type: String }", "x".repeat(4_096))).hasSize(4_096);
        assertThatThrownBy(() -> plain("{ Type: String }", "x".repeat(4_097)))
                .hasMessage("t.yaml:2: parameter P, property Default: the value has more than 4096 characters");
    }

    @Test
    void a_name_has_letters_and_digits_only() {
        new Planned(directory)
                .refused(
                        "Parameters:\n  my-name: { Type: String }\n",
                        "t.yaml:2: parameter my-name: its name must have letters and digits only");
    }
}
