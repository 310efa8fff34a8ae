package dev.tallystick.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DecisionsTest {

    private static FaultRule rule(Kind kind, double rate, int milliseconds, Optional<Long> times) {
        return new FaultRule(Optional.empty(), "dynamodb", Optional.empty(), kind, rate, milliseconds, times);
    }

    private static Faults faults(FaultRule... rules) {
        Faults faults = new Faults();
        faults.replace(new FaultPlan(7, List.of(rules)));
        return faults;
    }

    @Test
    void delays_add_up_and_what_else_fires_first_ends_the_call() {
        Faults faults = faults(
                rule(Kind.LATENCY, 1, 300, Optional.empty()),
                rule(Kind.LATENCY, 1, 200, Optional.of(1L)),
                rule(Kind.THROTTLE, 1, 0, Optional.of(1L)),
                rule(Kind.UNAVAILABLE, 1, 0, Optional.empty()));
        Verdict first = faults.decide("F", "dynamodb", "GetItem");
        assertThat(first.latency()).isEqualTo(Duration.ofMillis(500));
        assertThat(first.kind()).contains(Kind.THROTTLE);
        Verdict second = faults.decide("F", "dynamodb", "GetItem");
        assertThat(second.latency()).isEqualTo(Duration.ofMillis(300));
        assertThat(second.kind()).contains(Kind.UNAVAILABLE);
        assertThat(faults.decide("G", "dynamodb", "GetItem").kind())
                .as("each function has times of its own")
                .contains(Kind.THROTTLE);
        assertThat(faults.decide("F", "sqs", "SendMessage")).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void what_is_decided_depends_on_the_number_of_the_functions_own_call_and_on_no_other_function() {
        FaultRule half = rule(Kind.UNAVAILABLE, 0.5, 0, Optional.empty());
        List<Boolean> alone = new ArrayList<>();
        List<Boolean> among = new ArrayList<>();
        Faults first = faults(half);
        Faults second = faults(half);
        for (int i = 0; i < 200; i++) {
            alone.add(first.decide("F", "dynamodb", "GetItem").kind().isPresent());
            second.decide("G", "dynamodb", "GetItem");
            among.add(second.decide("F", "dynamodb", "PutItem").kind().isPresent());
        }
        assertThat(among).isEqualTo(alone);
        assertThat(alone.stream().filter(fired -> fired).count()).isBetween(80L, 120L);
    }

    @Test
    void a_conflict_befalls_only_what_DynamoDB_documents_it_for() {
        Faults faults = faults(rule(Kind.CONFLICT, 1, 0, Optional.empty()));
        for (String operation :
                List.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "TransactGetItems")) {
            assertThat(faults.decide("F", "dynamodb", operation).kind())
                    .as(operation)
                    .contains(Kind.CONFLICT);
        }
        for (String operation : List.of("GetItem", "Query", "BatchWriteItem")) {
            assertThat(faults.decide("F", "dynamodb", operation).kind())
                    .as(operation)
                    .isEmpty();
        }
    }
}
