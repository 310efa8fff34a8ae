package dev.tallystick.points;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One member's life, told command by command: what a test says happens, and time passes as it says. */
public final class Life {

    public static final MemberId MEMBER = new MemberId("m-life");
    public static final Instant BEGINNING = Instant.parse("2026-11-22T10:00:00Z");

    private final List<Entry> entries = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final Map<OperationKey, List<Entry>> steps = new HashMap<>();
    private Program program;
    private Instant now = BEGINNING;
    private Account account;

    public Life(Program program) {
        this.program = program;
        Decision.Accepted enrolled = Deciding.enrol(MEMBER, program, now);
        this.account = enrolled.next();
        entries.add(enrolled.entry());
        accounts.add(account);
    }

    public List<Entry> entries() {
        return entries;
    }

    public List<Account> accounts() {
        return accounts;
    }

    Account account() {
        return account;
    }

    Instant now() {
        return now;
    }

    void program(Program next) {
        program = next;
    }

    /** Time passes; what it does happens. */
    void pass(Duration duration) {
        at(now.plus(duration));
    }

    void at(Instant instant) {
        now = instant;
        for (Entry entry : account.settle(account.next(now)).entries()) {
            take(entry);
        }
    }

    Decision buy(String id, long minorUnits, Channel channel, String... paidWith) {
        return buy(id, minorUnits, channel, null, List.of(), paidWith);
    }

    Decision buy(
            String id,
            long minorUnits,
            Channel channel,
            @Nullable WaitsFor waitsFor,
            List<Command.Line> lines,
            String... paidWith) {
        Command.RecordPurchase purchase = new Command.RecordPurchase(
                new Money(minorUnits),
                lines,
                List.of(),
                now,
                LocalDate.ofInstant(now, program.timeZone()),
                channel,
                "shop",
                waitsFor);
        return buy(id, purchase, List.of(paidWith));
    }

    Decision buy(String id, Command.RecordPurchase purchase, List<String> paidWith) {
        List<Redemption> redemptions = paidWith.stream().map(this::redemption).toList();
        return decided(DecidePurchase.record(new Scene(account, purchaseKey(id), redemptions, program, now), purchase));
    }

    Decision refund(String id, long minorUnits, Command.Line... lines) {
        return refund(id, true, minorUnits, lines);
    }

    Decision refund(String id, boolean restorePoints, long minorUnits, Command.Line... lines) {
        return refund(
                id, new Command.Refund(new Money(minorUnits), List.of(lines), List.of(), now, restorePoints), program);
    }

    /** @param then the program that the purchase was decided by */
    Decision refund(String id, Command.Refund refund, Program then) {
        Purchase purchase = purchase(id);
        return decided(DecidePurchase.refund(scene(purchase), purchase, refund, then));
    }

    Decision voidPurchase(String id) {
        Purchase purchase = purchase(id);
        return decided(DecidePurchase.voided(scene(purchase), purchase));
    }

    Decision activate(String id, @Nullable Long minorUnits) {
        Purchase purchase = purchase(id);
        return decided(DecidePurchase.activate(
                scene(purchase), purchase, new Command.Activate(minorUnits == null ? null : new Money(minorUnits))));
    }

    Decision redeem(String id, long points) {
        return redeem(id, new Command.RedeemPoints(Points.of(points)), Counter.NONE);
    }

    Decision redeem(String id, Command.RedeemPoints redemption, Counter counter) {
        return decided(DecideRedemption.redeem(scene(redemptionKey(id), counter), redemption));
    }

    Decision hold(String id, long points, Counter counter) {
        return decided(DecideRedemption.hold(
                scene(redemptionKey(id), counter), new Command.HoldPoints(Points.of(points), null)));
    }

    Decision hold(String id, long points, @Nullable Duration lasting) {
        return decided(
                DecideRedemption.hold(scene(redemptionKey(id)), new Command.HoldPoints(Points.of(points), lasting)));
    }

    Decision extend(String id, Duration lasting) {
        return decided(DecideRedemption.extend(scene(redemptionKey(id)), redemption(id), new Command.Extend(lasting)));
    }

    Decision capture(String id, @Nullable Long points) {
        return capture(id, points, program);
    }

    /** @param then the program by which the points got their value */
    Decision capture(String id, @Nullable Long points, Program then) {
        return decided(DecideRedemption.capture(
                scene(redemptionKey(id)),
                redemption(id),
                new Command.Capture(points == null ? null : Points.of(points)),
                then));
    }

    Decision release(String id) {
        return decided(DecideRedemption.release(scene(redemptionKey(id)), redemption(id)));
    }

    Decision reverse(String id, @Nullable Long points) {
        return decided(DecideRedemption.reverse(
                scene(redemptionKey(id)),
                redemption(id),
                new Command.Reverse(points == null ? null : Points.of(points))));
    }

    Decision voidRedemption(String id) {
        return decided(DecideRedemption.voided(scene(redemptionKey(id)), redemption(id)));
    }

    Decision adjust(long points) {
        return decided(Decide.adjust(
                scene(Deciding.next(OperationKind.ADJUSTMENT)), new Command.Adjust(points, Channel.OFFICE, "reason")));
    }

    Decision erase() {
        return decided(Decide.erase(account, program, now));
    }

    Purchase purchase(String id) {
        return Purchase.of(steps.get(purchaseKey(id)));
    }

    Redemption redemption(String id) {
        return Redemption.of(steps.get(redemptionKey(id)));
    }

    /** Everything that can happen does. */
    public void wholeStory() {
        buy("p1", 1_000_000, Channel.ONLINE);
        redeem("r1", new Command.RedeemPoints(Points.of(500)), new Counter(Channel.IN_STORE, 58_834_079L));
        reverse("r1", 200L);
        hold("h1", 300, new Counter(Channel.ONLINE, 58_834_077L));
        extend("h1", Duration.ofMinutes(30));
        capture("h1", 250L);
        hold("h2", 300, Duration.ofMinutes(15));
        release("h2");
        hold("h3", 400, Duration.ofMinutes(15));
        buy("p2", 10_000, Channel.IN_STORE, "h3", "h1");
        refund("p2", 5_000);
        hold("h4", 100, Duration.ofMinutes(15));
        pass(Duration.ofMinutes(16));
        voidRedemption("r2", 100);
        buy("p3", 2_000, Channel.ONLINE, WaitsFor.PICKUP, List.of());
        activate("p3", 500L);
        voidPurchase("p3");
        adjust(17);
        pass(Duration.ofDays(1_000));
        offline();
        adjust(1);
        hold("h5", 1, Duration.ofMinutes(15));
        erase();
    }

    /** All that only a till does that was offline. */
    private void offline() {
        program(ProgramText.changed(program, List.of("offline=500")));
        redeem("r3", new Command.RedeemPoints(Points.of(500), Channel.ONLINE, true), Counter.NONE);
        buy("p4", 10_000, Channel.IN_STORE);
        redeem("r4", new Command.RedeemPoints(Points.of(500), Channel.IN_STORE, true), Counter.NONE);
        reverse("r3", 450L);
        Instant ahead = now.plus(Duration.ofDays(100));
        LocalDate day = LocalDate.ofInstant(now, program.timeZone());
        Money total = new Money(1_000);
        buy(
                "p5",
                new Command.RecordPurchase(
                        total, List.of(), List.of(), ahead, day, Channel.IN_STORE, "shop", null, true),
                List.of());
        refund("p5", new Command.Refund(total, List.of(), List.of(), ahead, true, true), program);
    }

    private void voidRedemption(String id, long points) {
        redeem(id, points);
        voidRedemption(id);
    }

    private Scene scene(OperationKey operation) {
        return scene(operation, Counter.NONE);
    }

    private Scene scene(OperationKey operation, Counter counter) {
        return new Scene(account, operation, List.of(), program, now, counter);
    }

    private Scene scene(Purchase purchase) {
        return new Scene(
                account,
                purchase.operation(),
                purchase.earned().paidWith().stream()
                        .map(paid -> Redemption.of(steps.get(paid.redemption())))
                        .toList(),
                program,
                now);
    }

    private Decision decided(Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            accepted.entries().forEach(this::take);
        }
        return decision;
    }

    private void take(Entry entry) {
        account = account.after(entry);
        entries.add(entry);
        accounts.add(account);
        if (entry.key() instanceof EntryKey.Step(OperationKey operation, int _)) {
            steps.computeIfAbsent(operation, any -> new ArrayList<>()).add(entry);
        }
    }

    static OperationKey purchaseKey(String id) {
        return new OperationKey(OperationKind.PURCHASE, "shop", null, id);
    }

    static OperationKey redemptionKey(String id) {
        return new OperationKey(OperationKind.REDEMPTION, "shop", null, id);
    }
}
