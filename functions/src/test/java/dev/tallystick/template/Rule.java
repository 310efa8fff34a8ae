package dev.tallystick.template;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every template that we deploy keeps to. A fault names the resource and what is wrong with it. */
enum Rule {
    NO_WILDCARD_IS_ALLOWED(inEveryVariant(Grants::wildcards)),
    NO_POLICY_OF_AWS_IS_ATTACHED(inEveryVariant(Grants::policiesOfAws)),
    THE_LEDGER_IS_APPEND_ONLY(inEveryVariant(LedgerGrants::faults)),
    EVERY_METRIC_EXISTS(inEveryVariant(Metrics::faults)),
    QUEUES_SUIT_THEIR_FUNCTIONS(inEveryVariant(QueueMappings::faults)),
    STREAMS_SUIT_THEIR_FUNCTIONS(inEveryVariant(StreamMappings::faults)),
    TABLES_ARE_KEPT(inEveryVariant(Storage::tables)),
    QUEUES_ARE_ENCRYPTED_AND_KEEP_FOR_LONG(inEveryVariant(Storage::queues)),
    LOGS_COME_TO_AN_END(inEveryVariant(Storage::logs)),
    FUNCTIONS_ANSWER_IN_TIME(inEveryVariant(Functions::faults)),
    EVERY_REFERENCE_EXISTS(References::faults),
    EVERY_CONDITION_CAN_BE_TRUE_AND_FALSE(Unused::conditionsThatAreConstant),
    NOTHING_IS_UNUSED(Unused::faults);

    @SuppressWarnings("ImmutableEnumChecker") // Each is a method without state.
    private final Function<Stack, Stream<String>> faults;

    Rule(Function<Stack, Stream<String>> faults) {
        this.faults = faults;
    }

    /** Each fault once, in whatever variant it was found. */
    List<String> faults(Stack stack) {
        return faults.apply(stack).distinct().toList();
    }

    private static Function<Stack, Stream<String>> inEveryVariant(Function<Deployed, Stream<String>> rule) {
        return stack -> stack.variants().stream().flatMap(rule);
    }
}
