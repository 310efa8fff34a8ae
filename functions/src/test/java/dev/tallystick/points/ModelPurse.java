package dev.tallystick.points;

import java.math.BigInteger;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a member of the model can spend, in heaps by the instant at which they end, or else owes. */
final class ModelPurse {

    private TreeMap<Instant, ModelHeap> heaps = new TreeMap<>();
    private BigInteger debt = BigInteger.ZERO;

    SortedMap<Instant, ModelHeap> heaps() {
        return heaps;
    }

    BigInteger available() {
        return ModelHeap.total(heaps);
    }

    BigInteger debt() {
        return debt;
    }

    /** Points come; those that end first pay what is owed. */
    void receive(SortedMap<Instant, ModelHeap> come) {
        BigInteger paying = debt.min(ModelHeap.total(come));
        debt = debt.subtract(paying);
        ModelHeap.less(come, ModelHeap.inOrder(come, paying))
                .forEach((end, heap) -> heaps.merge(end, heap, ModelHeap::plus));
    }

    void receive(Instant end, ModelHeap heap) {
        TreeMap<Instant, ModelHeap> come = new TreeMap<>();
        if (!heap.isEmpty()) {
            come.put(end, heap);
        }
        receive(come);
    }

    /** So many points go, those that end first; there must be as many. */
    SortedMap<Instant, ModelHeap> spend(BigInteger points) {
        SortedMap<Instant, ModelHeap> spent = ModelHeap.inOrder(heaps, points);
        heaps = ModelHeap.less(heaps, spent);
        return spent;
    }

    /** At most so many points go from one heap, before all those earned in a channel; says how many. */
    BigInteger take(Instant end, BigInteger most, Channel first) {
        ModelHeap heap = heaps.getOrDefault(end, ModelHeap.NONE);
        BigInteger points = most.min(heap.total());
        TreeMap<Instant, ModelHeap> taken = new TreeMap<>();
        taken.put(end, heap.part(points, first));
        heaps = ModelHeap.less(heaps, taken);
        return points;
    }

    /** Nothing is there and nothing is owed. */
    void vanish() {
        heaps.clear();
        debt = BigInteger.ZERO;
    }

    void owe(BigInteger points) {
        debt = debt.add(points);
    }

    /** A heap is over. */
    void end(Instant end) {
        heaps.remove(end);
    }
}
