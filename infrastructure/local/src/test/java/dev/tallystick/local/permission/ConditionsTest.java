package dev.tallystick.local.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {

    private static final String KEYS = "dynamodb:LeadingKeys";

    // The values of the key in the call, apart by spaces; none where it is absent.
    @ParameterizedTest(name = "{0} {1} with [{2}] is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # an operator by itself
            StringEquals                  | [A, B]      | B         | true
            StringEquals                  | [A, B]      | C         | false
            StringEquals                  | [A]         | a         | false
            StringEqualsIgnoreCase        | [A]         | a         | true
            StringNotEqualsIgnoreCase     | [A]         | a         | false
            StringLike                    | "['A#*']"   | A#1       | true
            StringLike                    | "['A#*']"   | B#1       | false
            StringLike                    | "['A?']"    | A12       | false
            StringLike                    | "['A.C']"   | ABC       | false
            Bool                          | [true]      | TRUE      | true
            Bool                          | [true]      | false     | false
            NumericLessThan               | [10]        | 9.5       | true
            NumericLessThan               | [10]        | 10        | false
            NumericLessThanEquals         | [10]        | 10        | true
            NumericGreaterThan            | [10]        | 9         | false
            NumericGreaterThanEquals      | [10]        | 10.0      | true
            NumericEquals                 | [10]        | 10.0      | true
            NumericNotEquals              | [10]        | 11        | true
            NumericEquals                 | [10]        | ten       | false
            ArnLike                       | "['arn:aws:sqs:*:*:work*']" | arn:aws:sqs:r:0:work1 | true
            ArnEquals                     | "['arn:aws:s*:work']" | arn:aws:sqs:r:0:work | false
            ArnNotLike                    | "['arn:aws:sqs:*:*:work*']" | arn:aws:sqs:r:0:other | true
            # negated: none of the values may match
            StringNotEquals               | [A, B]      | B         | false
            StringNotEquals               | [A, B]      | C         | true
            StringNotLike                 | "['A*', B]" | C         | true
            StringNotLike                 | "['A*', B]" | AC        | false
            # a key that is absent
            StringEquals                  | [A]         |           | false
            StringNotEquals               | [A]         |           | true
            StringEqualsIfExists          | [A]         |           | true
            StringEqualsIfExists          | [A]         | B         | false
            NumericLessThanIfExists       | [1]         |           | true
            Null                          | ['true']    |           | true
            Null                          | ['true']    | A         | false
            Null                          | ['false']   | A         | true
            # keys with several values
            ForAllValues:StringLike       | "['A*', B]" | A1 B      | true
            ForAllValues:StringLike       | "['A*']"    | A1 B      | false
            ForAllValues:StringLike       | "['A*']"    |           | true
            ForAnyValue:StringEquals      | [A]         | B A       | true
            ForAnyValue:StringEquals      | [A]         | B C       | false
            ForAnyValue:StringEquals      | [A]         |           | false
            ForAnyValue:StringEqualsIfExists | [A]      |           | true
            ForAllValues:StringNotEquals  | [A]         | B C       | true
            ForAllValues:StringNotEquals  | [A]         | B A       | false
            ForAllValues:StringNotEquals  | [A]         |           | true
            ForAnyValue:StringNotEquals   | [A]         | A B       | true
            ForAnyValue:StringNotEquals   | [A]         | A         | false
            """)
    void a_condition_holds_as_IAM_documents_it(String operator, String values, String given, boolean holds) {
        Policies policies = Policies.ofStatements("""
                - Effect: Allow
                  Action: dynamodb:GetItem
                  Resource: "*"
                  Condition: { "%s": { "dynamodb:leadingkeys": %s } }
                """.formatted(operator, values));
        Map<String, List<String>> context = given == null ? Map.of() : Map.of(KEYS, List.of(given.split(" ", -1)));
        assertThat(policies.allow("dynamodb:GetItem", Policies.TABLE, context)).isEqualTo(holds);
    }
}
