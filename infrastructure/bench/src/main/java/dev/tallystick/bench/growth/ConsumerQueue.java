package dev.tallystick.bench.growth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A consumer's FIFO queue and its few calls at a time. A shard is a group, of which nothing more is brought while something is in
 * a call. Time goes in slots; in each a transaction can end.
 */
final class ConsumerQueue {

    private static final int TOGETHER = (int) Design.MESSAGES_TOGETHER;

    private final List<Group> groups;
    private final int slotsOfASecond;
    private final Event event;
    private final Consumer<Message> sink;
    private final Queue<Group> ready = new ArrayDeque<>();
    private final Call[] calls = new Call[Design.CALLS_TOGETHER];
    private final Lag lag = new Lag();
    private final Meter messages = new Meter();
    private final Meter transactions = new Meter();
    private long poisonHiddenUntil = Long.MAX_VALUE;

    /**
     * @param event what is in this consumer's way
     * @param sink who is given what was taken
     */
    ConsumerQueue(int shards, int slotsOfASecond, Event event, Consumer<Message> sink) {
        this.groups = IntStream.range(0, shards).mapToObj(_ -> new Group()).toList();
        this.slotsOfASecond = slotsOfASecond;
        this.event = event;
        this.sink = sink;
        Arrays.fill(calls, Call.NONE);
    }

    private static final class Group {
        private final Queue<Message> waiting = new ArrayDeque<>();
        private boolean brought;
        private long next;
    }

    private record Call(long until, List<Group> groups, List<Message> messages) {

        private static final Call NONE = new Call(0, List.of(), List.of());
    }

    void offer(Message message) {
        lag.came(message.entries());
        Group group = groups.get(message.shard());
        group.waiting.add(message);
        makeReady(group);
    }

    private void makeReady(Group group) {
        if (!group.brought && !group.waiting.isEmpty()) {
            group.brought = true;
            ready.add(group);
        }
    }

    /** Ends the calls whose time is over, and begins others. */
    void run(long slot) {
        if (poisonHiddenUntil <= slot) {
            poisonHiddenUntil = Long.MAX_VALUE;
            free(groups.getFirst());
        }
        for (int i = 0; i < calls.length; i++) {
            if (calls[i].until <= slot) {
                end(calls[i], slot);
                calls[i] = ready.isEmpty() || isInTheWay(Event.FIGURES_OUT, slot) ? Call.NONE : begin(slot);
            }
        }
    }

    private boolean isInTheWay(Event what, long slot) {
        return event == what && event.lasts(seconds(slot));
    }

    private double seconds(long slot) {
        return (double) slot / slotsOfASecond;
    }

    private void free(Group group) {
        group.brought = false;
        makeReady(group);
    }

    /** As many of a group as there are, then of the next; the poisoned one fails and is hidden, the others are taken one by one. */
    private Call begin(long slot) {
        List<Group> brought = new ArrayList<>();
        List<Message> taken = new ArrayList<>();
        int attempts = 1;
        while (taken.size() < TOGETHER && !ready.isEmpty()) {
            Group group = ready.remove();
            if (group == groups.getFirst() && isInTheWay(Event.POISONED, slot)) {
                poisonHiddenUntil = slot + (long) Design.VISIBILITY_SECONDS * slotsOfASecond;
                attempts = 2 + TOGETHER;
                continue;
            }
            brought.add(group);
            while (taken.size() < TOGETHER && !group.waiting.isEmpty()) {
                taken.add(group.waiting.remove());
            }
        }
        messages.add(taken.size());
        transactions.add(attempts);
        return new Call(slot + (long) attempts * calls.length, brought, taken);
    }

    private void end(Call call, long slot) {
        for (Message message : call.messages) {
            if (message.number() != groups.get(message.shard()).next++) {
                throw new IllegalStateException("out of order");
            }
            lag.taken(message.entries(), message.since(), seconds(slot));
            sink.accept(message);
        }
        call.groups.forEach(this::free);
    }

    void endOfSecond() {
        messages.endOfSecond();
        transactions.endOfSecond();
    }

    Lag lag() {
        return lag;
    }

    Meter messages() {
        return messages;
    }

    Meter transactions() {
        return transactions;
    }
}
