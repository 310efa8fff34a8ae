package dev.tallystick.local.fault;

import dev.tallystick.local.plan.FunctionSpec;
import dev.tallystick.local.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rules, and says which field is wrong. */
final class FaultReader {

    private static final Set<String> OF_PLAN = Set.of("seed", "rules");
    private static final Set<String> OF_RULE =
            Set.of("function", "service", "operation", "kind", "rate", "milliseconds", "times");
    private static final Set<String> SERVICES = Set.of("dynamodb", "sqs", "secretsmanager", "lambda");
    private static final int MOST_RULES = 100;

    private final List<FunctionSpec> functions;

    FaultReader(List<FunctionSpec> functions) {
        this.functions = functions;
    }

    /** A field is not what it must be. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Wrong(String field, String problem) {
            super(field + " " + problem);
        }
    }

    FaultPlan read(byte[] body) {
        Map<String, @Nullable Object> json =
                Json.object(body).orElseThrow(() -> new Wrong("the body", "must be a JSON object"));
        knowOnly("", json, OF_PLAN);
        long seed =
                number("seed", json.get("seed"), Long.MIN_VALUE, Long.MAX_VALUE).orElse(0L);
        if (!(json.get("rules") instanceof List<?> given) || given.size() > MOST_RULES) {
            throw new Wrong("rules", "must be a list of at most " + MOST_RULES + " rules");
        }
        List<FaultRule> rules = new ArrayList<>();
        for (Object each : given) {
            String path = "rules[" + rules.size() + "]";
            rules.add(rule(path + ".", Json.asObject(each).orElseThrow(() -> new Wrong(path, "must be an object"))));
        }
        return new FaultPlan(seed, List.copyOf(rules));
    }

    private FaultRule rule(String path, Map<String, @Nullable Object> rule) {
        knowOnly(path, rule, OF_RULE);
        Kind kind = text(path + "kind", rule.get("kind"))
                .flatMap(Kind::of)
                .orElseThrow(() -> new Wrong(
                        path + "kind", "must be conflict, throttle, latency, lost-answer, unavailable or repeat"));
        String service = text(path + "service", rule.get("service"))
                .filter(SERVICES::contains)
                .orElseThrow(() -> new Wrong(path + "service", "must be dynamodb, sqs, secretsmanager or lambda"));
        Optional<String> operation = text(path + "operation", rule.get("operation"));
        checkBefalls(path, kind, service, operation);
        Optional<Long> milliseconds = number(path + "milliseconds", rule.get("milliseconds"), 1, 60_000);
        if (milliseconds.isPresent() != (kind == Kind.LATENCY)) {
            throw new Wrong(path + "milliseconds", "goes with latency, and only with it");
        }
        return new FaultRule(
                text(path + "function", rule.get("function")).map(name -> functionId(path, name)),
                service,
                operation,
                kind,
                rate(path + "rate", rule.get("rate")),
                milliseconds.orElse(0L).intValue(),
                number(path + "times", rule.get("times"), 1, 1_000_000_000));
    }

    private static void checkBefalls(String path, Kind kind, String service, Optional<String> operation) {
        if (operation.isPresent() && !operation.get().matches("[A-Za-z]{1,64}")) {
            throw new Wrong(path + "operation", "must be the name of an operation");
        }
        if (kind == Kind.CONFLICT && !service.equals("dynamodb")) {
            throw new Wrong(path + "service", "must be dynamodb for conflict");
        }
        if (kind == Kind.REPEAT && !service.equals("lambda")) {
            throw new Wrong(path + "service", "must be lambda for repeat");
        }
        if (kind == Kind.CONFLICT && operation.isPresent() && !kind.befalls(service, operation.get())) {
            throw new Wrong(
                    path + "operation",
                    "must be PutItem, UpdateItem, DeleteItem, TransactWriteItems or TransactGetItems for conflict");
        }
    }

    private String functionId(String path, String name) {
        return functions.stream()
                .filter(function ->
                        function.id().equals(name) || function.name().equals(name))
                .findFirst()
                .map(FunctionSpec::id)
                .orElseThrow(() -> new Wrong(path + "function", "must be a function of the template"));
    }

    private static double rate(String field, @Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw new Wrong(field, "must be a number from 0 to 1");
    }

    private static Optional<Long> number(String field, @Nullable Object value, long least, long most) {
        return switch (value) {
            case null -> Optional.empty();
            case Integer number when number >= least && number <= most -> Optional.of(number.longValue());
            case Long number when number >= least && number <= most -> Optional.of(number);
            default -> throw new Wrong(field, "must be a whole number from " + least + " to " + most);
        };
    }

    private static Optional<String> text(String field, @Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw new Wrong(field, "must be a text");
        };
    }

    private static void knowOnly(String path, Map<String, @Nullable Object> object, Set<String> known) {
        object.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new Wrong(path + key, "is not known");
        });
    }
}
