package dev.tallystick.batch;

import dev.tallystick.access.Caller;
import dev.tallystick.access.Sources;
import dev.tallystick.api.Call;
import dev.tallystick.http.Problem;
import dev.tallystick.http.ProblemCode;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.BatchRow;
import dev.tallystick.log.CallScope;
import dev.tallystick.log.Log;
import dev.tallystick.operation.RowResult;
import dev.tallystick.operation.RowResults;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Carries out a batch row by row. Enrolments come first, since others of the batch may name who joins by them; apart from that
 * the order is the one given. A row that fails, for whatever passing reason, keeps back those of the same member that follow it
 * and no others.
 */
final class BatchWork {

    private static final Problem STUCK =
            Problem.of(ProblemCode.BUSY, "It keeps failing and is kept among the dead letters; nothing of it is lost");

    private final Rows rows;
    private final RowResults results;
    private final Whose whose;
    private final Sources sources;

    BatchWork(Rows rows, RowResults results, Whose whose, Sources sources) {
        this.rows = rows;
        this.results = results;
        this.whose = whose;
        this.sources = sources;
    }

    /**
     * Carries out what is left of a batch.
     *
     * @param last whether the queue gives the batch up if something is left once more
     * @return whether nothing is left
     */
    boolean apply(BatchMessage batch, boolean last, BooleanSupplier timeIsLeft) {
        CallScope.note("batch", batch.key().id());
        CallScope.note("correlationId", batch.correlationId());
        Caller caller = new Caller(
                batch.keyId(),
                sources.find(batch.key().source())
                        .orElseThrow(() -> new IllegalStateException("a batch of a source that there is not")),
                batch.key().terminal(),
                batch.scopes());
        Map<Integer, RowResult> known = results.of(batch.key().id());
        List<Integer> left = new ArrayList<>();
        Set<MemberId> keptBack = new HashSet<>();
        boolean allKeptBack = false;
        Map<String, Integer> done = new TreeMap<>();
        for (int index : inOrder(batch.operations())) {
            RowResult before = known.getOrDefault(index, RowResult.PENDING);
            if (before.status() != RowResult.Status.PENDING) {
                continue;
            }
            BatchRow row = new BatchRow(batch.key().id(), index);
            Map<?, ?> operation = batch.operations().get(index);
            if (allKeptBack || !timeIsLeft.getAsBoolean() || isKeptBack(operation, caller, keptBack)) {
                left.add(index);
                continue;
            }
            try {
                RowResult result = rows.apply(call(batch, caller, row), operation);
                results.put(row, result);
                result.count(caller.source().channel());
                done.merge(Names.of(result.status()), 1, Integer::sum);
            } catch (RuntimeException e) {
                Log.error("row-failed", new JsonObject().with("index", index), e);
                left.add(index);
                Optional<MemberId> member = member(operation, caller);
                allKeptBack = member.isEmpty();
                member.ifPresent(keptBack::add);
            }
        }
        Log.answered(
                "batch-carried-out",
                new JsonObject().with("keyId", batch.keyId()).withAll(done).with("left", left.size()));
        if (last) {
            left.forEach(index -> results.put(new BatchRow(batch.key().id(), index), RowResult.stuck(STUCK)));
        }
        return left.isEmpty();
    }

    private static Call call(BatchMessage batch, Caller caller, BatchRow row) {
        return new Call(caller, batch.requestId() + "/" + row.index(), batch.correlationId(), Optional.of(row));
    }

    static List<Integer> inOrder(List<Map<?, ?>> operations) {
        List<Integer> order = new ArrayList<>();
        for (boolean enrolments : new boolean[] {true, false}) {
            IntStream.range(0, operations.size())
                    .filter(index -> enrolments
                            == RowType.of(operations.get(index))
                                    .filter(type -> type == RowType.ENROLMENT)
                                    .isPresent())
                    .forEach(order::add);
        }
        return order;
    }

    private boolean isKeptBack(Map<?, ?> operation, Caller caller, Set<MemberId> keptBack) {
        return !keptBack.isEmpty()
                && member(operation, caller).map(keptBack::contains).orElse(true);
    }

    /** Nothing where it cannot be told now. */
    private Optional<MemberId> member(Map<?, ?> operation, Caller caller) {
        try {
            return whose.of(operation, caller);
        } catch (RuntimeException e) {
            Log.error("row-of-whom", new JsonObject(), e);
            return Optional.empty();
        }
    }
}
