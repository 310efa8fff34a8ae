package dev.tallystick.bench.growth;

import java.util.random.RandomGenerator;

/** Entries that come to the ledger, second by second; which shard each falls on is chance, as with a hash of its key. */
final class Arrivals {

    /** Entries a second of a shard, which is a partition of the ledger. */
    static final double MOST_OF_A_SHARD = Limit.PARTITION_WRITE.value() / Design.ENTRY_WRITE_UNITS;

    private final Day day;
    private final RandomGenerator random;
    private final double shards;
    private final double members;
    private double purchasesSinceMidnight;
    private double due;
    private double settling;
    private double rowsLeft;
    private double hotWaiting;
    private double hotAsked;
    private double hotTaken;
    private double functions;
    private Poisson entries = new Poisson(0);
    private Poisson rows = new Poisson(0);
    private int fullest;

    Arrivals(Day day, RandomGenerator random) {
        this.day = day;
        this.random = random;
        this.shards = Growth.partitions(day.load());
        this.members = day.load().members();
        for (int second = 0; second < day.from(); second++) {
            purchasesSinceMidnight += purchases(second);
        }
    }

    private double purchases(int second) {
        return day.load().purchases() * day.curve().applyAsDouble(second);
    }

    /** Goes on to the next second. */
    void begin(int second) {
        double asked = purchases(second);
        double taken = day.event() == Event.HOT_ACCOUNT ? asked - notTakenOfHot(asked) : asked;
        functions = asked * Assumed.CALL_SECONDS.value() + hotWaiting;
        double settled = day.event() == Event.MONTH_END ? settled(second, asked) : 0;
        purchasesSinceMidnight += asked;
        entries = new Poisson((taken + settled) / shards);
        rows = new Poisson(rows(second) / shards);
    }

    /** Purchases of the hot account that did not come to be in this second; who has tried for long enough is refused. */
    private double notTakenOfHot(double purchases) {
        double asked = purchases * Assumed.HOT_SHARE.value();
        double taken = Math.min(hotWaiting + asked, day.transactions());
        hotWaiting = Math.min(hotWaiting + asked - taken, day.transactions() * Design.TRIES_SECONDS);
        hotAsked += asked;
        hotTaken += taken;
        return asked - taken;
    }

    /** Lots that end: by the index, whose runs begin with each minute, and before that by the member's first purchase. */
    private double settled(int second, double purchases) {
        double notBought = StrictMath.exp(-purchasesSinceMidnight / members);
        due += members / Design.SPREAD_SECONDS * notBought;
        if (second % 60 == 0) {
            settling = due;
        }
        double byRuns = Math.min(settling, Growth.settledASecond());
        settling -= byRuns;
        due -= byRuns;
        double notYetDue = 1 - (double) second / Design.SPREAD_SECONDS;
        return byRuns + purchases * notBought * notYetDue;
    }

    private double rows(int second) {
        double tills = day.load().purchases();
        if (day.event() == Event.TILLS && second == Event.PEAK) {
            rowsLeft = tills * Assumed.TILL_ROWS.value();
        }
        if (rowsLeft <= 0) {
            return 0;
        }
        double working = Math.min(tills, Design.ROWS_AT_A_TIME);
        functions += working;
        return Math.min(rowsLeft, Math.min(working / Assumed.CALL_SECONDS.value(), MOST_OF_A_SHARD * shards));
    }

    /** Entries of one shard in this second; rows for which it has no room come again. */
    int ofAShard() {
        int first = entries.draw(random);
        int asked = rows.draw(random);
        int taken = Math.min(asked, Math.max(0, (int) MOST_OF_A_SHARD - first));
        rowsLeft -= taken;
        fullest = Math.max(fullest, first + asked);
        return first + taken;
    }

    /** The most that any shard was asked to take in a second. */
    int fullest() {
        return fullest;
    }

    /** Functions at a time that answer people or carry out tills' rows. */
    double functions() {
        return functions;
    }

    /** Of the hot account's purchases, those refused in the end. */
    double refused() {
        return hotAsked == 0 ? 0 : (hotAsked - hotTaken - hotWaiting) / hotAsked;
    }
}
