package dev.tallystick.bench.growth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/** One webhook that wants a small part of the events: it reads the feed page by page and sends what is wanted, round after round. */
final class Webhook {

    /** Its definition, its place, and how many chunks there are. */
    private static final int READS_A_ROUND = 3;

    /** A page that begins within a chunk may need one more than was expected; {@code IntakeTest} counts them. */
    private static final double READS_A_PAGE = 4 / 3.0;

    private final RandomGenerator random;
    private final Queue<Message> appended = new ArrayDeque<>();
    private final Lag lag = new Lag();
    private long waiting;
    private int readOfFirst;
    private long untilWanted;
    private double busyUntil;
    private double before;

    Webhook(RandomGenerator random) {
        this.random = random;
        this.untilWanted = gap();
    }

    /** Events up to the next that is wanted. */
    private long gap() {
        return (long) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log(1 - Assumed.WANTED.value()));
    }

    void append(Message message) {
        lag.came(message.entries());
        appended.add(message);
        waiting += message.entries();
    }

    /** Begins every round that can begin by now. */
    void run(double now) {
        while (busyUntil <= now && !appended.isEmpty()) {
            busyUntil = round(Math.max(busyUntil, before));
        }
        before = now;
    }

    /** Pages until as much is wanted as one round sends, then the calls, then one transaction; when it is over. */
    private double round(double begins) {
        List<Message> read = new ArrayList<>();
        int wanted = 0;
        int pages = 0;
        long events = 0;
        int limit = Design.WEBHOOK_TAKES;
        while (wanted < Design.WEBHOOK_TAKES && pages < Design.WEBHOOK_PAGES && waiting > 0) {
            pages++;
            long page = Math.min(limit, waiting);
            long left = page;
            while (wanted < Design.WEBHOOK_TAKES && untilWanted < left) {
                left -= untilWanted + 1;
                untilWanted = gap();
                wanted++;
            }
            if (wanted < Design.WEBHOOK_TAKES) {
                untilWanted -= left;
                left = 0;
            }
            take(page - left, read);
            events += page;
            limit = Math.clamp(
                    (long) (Design.WEBHOOK_TAKES - wanted) * events / Math.max(1, wanted),
                    Design.WEBHOOK_TAKES,
                    Design.WEBHOOK_PAGE);
        }
        double reads = READS_A_ROUND + pages * READS_A_PAGE;
        double ends = begins
                + reads * Assumed.READ_SECONDS.value()
                + events * Assumed.UNPACKING_SECONDS.value()
                + Math.ceilDiv(wanted, Design.WEBHOOK_CALLS) * Assumed.RECEIVER_SECONDS.value()
                + Assumed.TRANSACTION_SECONDS.value();
        read.forEach(part -> lag.taken(part.entries(), part.since(), ends));
        return ends;
    }

    /** Moves so many events from what waits to what was read. */
    private void take(long events, List<Message> read) {
        waiting -= events;
        long left = events;
        while (left > 0) {
            Message first = appended.element();
            int some = (int) Math.min(left, first.entries() - readOfFirst);
            read.add(new Message(first.shard(), first.number(), some, first.since()));
            left -= some;
            readOfFirst += some;
            if (readOfFirst == first.entries()) {
                appended.remove();
                readOfFirst = 0;
            }
        }
    }

    Lag lag() {
        return lag;
    }
}
