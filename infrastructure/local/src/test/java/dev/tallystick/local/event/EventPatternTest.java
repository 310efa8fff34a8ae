package dev.tallystick.local.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.local.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows follow the tables of comparison operators in the documentation of Lambda's filters and of EventBridge. */
final class EventPatternTest {

    private static boolean matches(String pattern, String event) {
        return EventPattern.parse(pattern)
                .matches(Json.exact(event).flatMap(Json::asObject).orElseThrow());
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x"                              | "x"        | true
            "x"                              | "X"        | false
            "x"                              | "xx"       | false
            "5"                              | 5          | false
            true                             | true       | true
            true                             | "true"     | false
            null                             | null       | true
            null                             | "null"     | false
            null                             | ""         | false
            ""                               | ""         | true
            ""                               | null       | false
            300                              | 300        | true
            300                              | 300.0      | false
            300.0                            | 3.0e2      | false
            "a", "b"                         | "b"        | true
            "a", 7                           | 7          | true
            "a", "b"                         | "c"        | false
            "b"                              | ["a","b"]  | true
            "c"                              | ["a","b"]  | false
            {"anything-but": "x"}            | "y"        | true
            {"anything-but": "x"}            | "x"        | false
            {"anything-but": ["x", "y"]}     | "y"        | false
            {"anything-but": ["x", "y"]}     | "z"        | true
            {"anything-but": [1, 2]}         | 2          | false
            {"anything-but": [1, 2]}         | 3          | true
            {"anything-but": "x"}            | ["x","y"]  | true
            {"prefix": "re"}                 | "refund"   | true
            {"prefix": "re"}                 | "fire"     | false
            {"prefix": "1"}                  | 12         | false
            {"suffix": ".png"}               | "a.png"    | true
            {"suffix": ".png"}               | "a.png.gz" | false
            {"equals-ignore-case": "Gold"}   | "gOLD"     | true
            {"equals-ignore-case": "Gold"}   | "golden"   | false
            {"numeric": ["=", 100]}          | 100.0      | true
            {"numeric": ["=", 100]}          | 1e2        | true
            {"numeric": ["=", 100]}          | "100"      | false
            {"numeric": [">", 10, "<=", 20]} | 20         | true
            {"numeric": [">", 10, "<=", 20]} | 10         | false
            {"numeric": [">=", 0.5]}         | 0.5        | true
            {"numeric": ["<", 0]}            | -0.01      | true
            {"numeric": ["<", 0]}            | 0          | false
            {"exists": true}                 | null       | true
            {"exists": true}                 | {"in": 1}  | false
            {"exists": false}                | 1          | false
            {"exists": false}                | {"in": 1}  | true
            "a", {"numeric": [">", 5]}       | 6          | true
            """)
    void a_rule_takes_what_the_documentation_says(String rule, String value, boolean expected) {
        assertThat(matches("{\"field\": [" + rule + "]}", "{\"other\": 0, \"field\": " + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} without the field is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"exists": false}     | true
            {"exists": true}      | false
            {"anything-but": "x"} | false
            null                  | false
            """)
    void a_field_that_is_not_there_matches_only_a_rule_that_says_so(String rule, boolean expected) {
        assertThat(matches("{\"field\": [" + rule + "]}", "{\"other\": 1}")).isEqualTo(expected);
        assertThat(matches("{\"outer\": {\"field\": [" + rule + "]}}", "{\"other\": 1}"))
                .isEqualTo(expected);
    }

    @Test
    void all_fields_must_match_and_of_their_alternatives_one() {
        String pattern = "{\"a\": [1], \"in\": {\"b\": [2], \"c\": [3, 4]}}";
        assertThat(matches(pattern, "{\"a\": 1, \"in\": {\"b\": 2, \"c\": 4}}")).isTrue();
        assertThat(matches(pattern, "{\"a\": 1, \"in\": {\"b\": 2, \"c\": 5}}")).isFalse();
        assertThat(matches(pattern, "{\"a\": 2, \"in\": {\"b\": 2, \"c\": 4}}")).isFalse();
        assertThat(matches(pattern, "{\"a\": 1, \"b\": 2, \"c\": 4}")).isFalse();
    }

    @Test
    void of_the_objects_under_or_one_must_match_together_with_all_other_fields() {
        String pattern = "{\"a\": [1], \"$or\": [{\"b\": [2]}, {\"c\": [3], \"d\": [4]}]}";
        assertThat(matches(pattern, "{\"a\": 1, \"b\": 2}")).isTrue();
        assertThat(matches(pattern, "{\"a\": 1, \"c\": 3, \"d\": 4}")).isTrue();
        assertThat(matches(pattern, "{\"a\": 1, \"c\": 3}")).isFalse();
        assertThat(matches(pattern, "{\"a\": 0, \"b\": 2}")).isFalse();
        assertThat(matches("{\"in\": {\"$or\": [{\"b\": [2]}, {\"c\": [3]}]}}", "{\"in\": {\"c\": 3}}"))
                .isTrue();
    }

    @Test
    void in_a_list_of_objects_one_of_them_must_match_whole() {
        String pattern = "{\"lines\": {\"kind\": [\"gift\"], \"amount\": [{\"numeric\": [\">\", 5]}]}}";
        assertThat(matches(pattern, "{\"lines\": [{\"kind\": \"gift\", \"amount\": 9}]}"))
                .isTrue();
        assertThat(matches(
                        pattern,
                        "{\"lines\": [{\"kind\": \"gift\", \"amount\": 1}, {\"kind\": \"x\", \"amount\": 9}]}"))
                .isFalse();
    }

    @Test
    void it_says_whether_it_asks_for_a_field_or_for_what_is_inside_it() {
        EventPattern text = EventPattern.parse("{\"body\": [{\"prefix\": \"x\"}]}");
        EventPattern inside = EventPattern.parse("{\"$or\": [{\"body\": {\"a\": [1]}}, {\"id\": [1]}]}");
        assertThat(text.asksFor("body")).isTrue();
        assertThat(text.asksInside("body")).isFalse();
        assertThat(inside.asksInside("body")).isTrue();
        assertThat(inside.asksFor("body")).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                                      | is not a JSON object
            {"a": [1]} x                             | is not a JSON object
            {}                                       | the pattern is empty
            {"a": {}}                                | a is empty
            {"a": []}                                | a lists nothing
            {"a": "x"}                               | a must be an object or a list
            {"a": [[1]]}                             | a has a list in its list
            {"a": [{"prefix": "x", "suffix": "y"}]}  | a must have one operator in each object of its list
            {"a": [{"like": "x"}]}                   | a, like is not an operator of Lambda's filters
            {"a": [{"prefix": 1}]}                   | a, prefix needs a text
            {"a": [{"exists": "true"}]}              | a, exists needs true or false
            {"a": [{"anything-but": ["x", 1]}]}      | a, anything-but needs texts only or numbers only
            {"a": [{"numeric": ["<", 1, ">", 0]}]}   | a, numeric needs ["=", n], a bound or a lower and an upper one, not ["<",1,">",0]
            {"$or": [{"a": [1]}]}                    | $or needs two objects or more
            """)
    void what_is_no_pattern_is_refused_with_what_is_wrong(String pattern, String message) {
        assertThatThrownBy(() -> EventPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
