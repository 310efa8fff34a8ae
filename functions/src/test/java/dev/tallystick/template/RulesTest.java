package dev.tallystick.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The template as SAM expands it, with its nested templates and for every value of its conditions, keeps every rule. */
class RulesTest {

    private static final Stack STACK = Stack.ofTheRepository();

    @ParameterizedTest
    @EnumSource(Rule.class)
    void theTemplateKeepsTheRule(Rule rule) {
        assertThat(rule.faults(STACK)).isEmpty();
    }

    /** A change that breaks a rule, and what the rule says then. */
    record Breaking(Rule rule, String fault, Consumer<Map<String, Object>> change) {

        @Override
        public String toString() {
            return rule + ": " + fault;
        }
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void aTemplateThatBreaksTheRuleIsFound(Breaking breaking) {
        assertThat(breaking.rule().faults(Stack.changed(breaking.change())))
                .anySatisfy(fault -> assertThat(fault).contains(breaking.fault()));
    }

    @Test
    void everyRuleIsBrokenByAChange() {
        assertThat(breaking().map(Breaking::rule).distinct()).containsExactlyInAnyOrder(Rule.values());
    }

    static Stream<Breaking> breaking() {
        return Stream.of(Breakings.permissions(), Breakings.metrics(), Breakings.mappings(), Breakings.files())
                .flatMap(list -> list);
    }

    static Breaking breaking(Rule rule, String fault, Consumer<Map<String, Object>> change) {
        return new Breaking(rule, fault, change);
    }

    /** Puts a value at a path, which may go through lists by number; a null takes away what is there. */
    static Consumer<Map<String, Object>> put(String path, Object value) {
        return template -> {
            List<String> names = new ArrayList<>(Arrays.asList(path.split("/", -1)));
            String last = names.removeLast();
            Object at = template;
            for (String name : names) {
                at = at instanceof List<?> list
                        ? list.get(Integer.parseInt(name))
                        : Values.map(at).computeIfAbsent(name, none -> new LinkedHashMap<String, Object>());
            }
            if (value == null) {
                assertThat(Values.map(at).remove(last)).as(path).isNotNull();
            } else {
                Values.map(at).put(last, value);
            }
        };
    }
}
