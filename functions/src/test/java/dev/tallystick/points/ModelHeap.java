package dev.tallystick.points;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Points of the model by where they were earned, in numbers without a bound; outside a web shop is in store. */
record ModelHeap(BigInteger online, BigInteger inStore) {

    static final ModelHeap NONE = new ModelHeap(BigInteger.ZERO, BigInteger.ZERO);

    static ModelHeap of(Channel channel, BigInteger points) {
        return channel == Channel.ONLINE
                ? new ModelHeap(points, BigInteger.ZERO)
                : new ModelHeap(BigInteger.ZERO, points);
    }

    BigInteger total() {
        return online.add(inStore);
    }

    boolean isEmpty() {
        return total().signum() == 0;
    }

    ModelHeap plus(ModelHeap more) {
        return new ModelHeap(online.add(more.online), inStore.add(more.inStore));
    }

    ModelHeap minus(ModelHeap less) {
        return new ModelHeap(online.subtract(less.online), inStore.subtract(less.inStore));
    }

    /** So many of them, pro rata: of those earned online the floor. */
    ModelHeap part(BigInteger points) {
        if (points.signum() == 0) {
            return NONE;
        }
        BigInteger fromOnline = points.multiply(online).divide(total());
        return new ModelHeap(fromOnline, points.subtract(fromOnline));
    }

    /** So many of them, before all those earned in this channel. */
    ModelHeap part(BigInteger points, Channel first) {
        BigInteger own = points.min(first == Channel.ONLINE ? online : inStore);
        ModelHeap others = first == Channel.ONLINE
                ? new ModelHeap(BigInteger.ZERO, points.subtract(own))
                : new ModelHeap(points.subtract(own), BigInteger.ZERO);
        return of(first, own).plus(others);
    }

    /** So many points of these heaps, one heap after the other as the map has them. */
    static TreeMap<Instant, ModelHeap> inOrder(SortedMap<Instant, ModelHeap> heaps, BigInteger points) {
        TreeMap<Instant, ModelHeap> taken = new TreeMap<>();
        BigInteger left = points;
        for (Map.Entry<Instant, ModelHeap> heap : heaps.entrySet()) {
            BigInteger some = left.min(heap.getValue().total());
            if (some.signum() > 0) {
                taken.put(heap.getKey(), heap.getValue().part(some));
                left = left.subtract(some);
            }
        }
        if (left.signum() != 0) {
            throw new AssertionError("the model takes more than there is");
        }
        return taken;
    }

    /** Heaps without those that were taken of them. */
    static TreeMap<Instant, ModelHeap> less(SortedMap<Instant, ModelHeap> heaps, SortedMap<Instant, ModelHeap> taken) {
        TreeMap<Instant, ModelHeap> left = new TreeMap<>(heaps);
        taken.forEach((end, some) -> left.merge(end, some, ModelHeap::minus));
        left.values().removeIf(ModelHeap::isEmpty);
        return left;
    }

    static BigInteger total(SortedMap<Instant, ModelHeap> heaps) {
        return all(heaps).total();
    }

    static ModelHeap all(SortedMap<Instant, ModelHeap> heaps) {
        return heaps.values().stream().reduce(NONE, ModelHeap::plus);
    }
}
