package dev.tallystick.local.event;

import dev.tallystick.local.function.Answer;
import dev.tallystick.local.wire.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a function says about a batch: all of it dealt with, all of it failed, or some of it failed. */
sealed interface BatchResult {

    /** All of it was dealt with. */
    record Done() implements BatchResult {}

    /** All of it failed. */
    record Failed() implements BatchResult {}

    /** These failed, by message id or sequence number. */
    record Partly(Set<String> identifiers) implements BatchResult {}

    /** Reads the answer by AWS's rules; what the answer lists counts only where the mapping asks for it. */
    static BatchResult of(Answer answer, boolean reportsFailures) {
        return switch (answer) {
            case Answer.Failure _, Answer.Throttled _ -> new Failed();
            case Answer.Success(String payload) -> reportsFailures ? reported(payload) : new Done();
        };
    }

    private static BatchResult reported(String payload) {
        if (payload.isBlank() || payload.strip().equals("null")) {
            return new Done();
        }
        Map<String, @Nullable Object> answer = Json.object(payload).orElse(null);
        if (answer == null) {
            return new Failed();
        }
        Object listed = answer.get("batchItemFailures");
        if (listed == null) {
            return new Done();
        }
        if (!(listed instanceof List<?> items)) {
            return new Failed();
        }
        Set<String> identifiers = new LinkedHashSet<>();
        for (Object item : items) {
            String identifier = Json.asObject(item)
                    .flatMap(object -> Json.string(object, "itemIdentifier"))
                    .orElse("");
            if (identifier.isEmpty()) {
                return new Failed();
            }
            identifiers.add(identifier);
        }
        return identifiers.isEmpty() ? new Done() : new Partly(identifiers);
    }

    /** Which of these failed; all of them where the function names one that it was not given. */
    default Set<String> failed(Collection<String> given) {
        return switch (this) {
            case Done() -> Set.of();
            case Failed() -> new HashSet<>(given);
            case Partly(var identifiers) -> given.containsAll(identifiers) ? identifiers : new HashSet<>(given);
        };
    }
}
