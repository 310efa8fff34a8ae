package dev.tallystick.ledger;

import dev.tallystick.points.Account;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.Decide;
import dev.tallystick.points.DecidePurchase;
import dev.tallystick.points.DecideRedemption;
import dev.tallystick.points.Decision;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Redemption;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Backoff;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one shop or till asks of the real ledger on the template's tables, by a clock that a test moves. Desks made of one
 * another share the clock.
 */
public final class Desk {

    private static final RequestCodes CODES =
            new RequestCodes(() -> SecretKeys.parse("{\"current\": \"1\", \"1\": \"first key\"}"));

    public final Books books;
    public final LedgerStore store;
    public final Ledger ledger;
    public final FollowUps followUps;
    public final Programs programs;
    private final Setup setup;

    /** What a desk is made of. */
    private record Setup(
            DynamoDbClient dynamo,
            Tables tables,
            AtomicReference<Instant> clock,
            @Nullable Program program,
            UnaryOperator<LedgerStore> before,
            String source,
            @Nullable String till,
            String keyId) {}

    private Desk(Setup setup) {
        this.setup = setup;
        this.books = Books.ofTheirOwn(setup.dynamo, setup.tables, setup.clock.get());
        this.store = setup.before.apply(books.store);
        Program program = setup.program;
        this.programs = program == null
                ? books.programs
                : new Programs(
                        key -> Optional.of(ProgramItem.write(key, program)), Duration.ofDays(1), setup.clock::get);
        this.ledger =
                new Ledger(store, books.directory, programs, CODES, setup.clock::get, Books::patience, MemberIds::draw);
        this.followUps = new FollowUps(store, programs, CODES, setup.clock::get, Books::patience);
    }

    /** A store's desk at {@link Books#NOW}. */
    public static Desk open() {
        return open(LocalTables.TABLES);
    }

    /** One on tables of its own, for a test that goes over all of them. */
    public static Desk openAlone() {
        return open(LocalTables.another());
    }

    private static Desk open(Tables tables) {
        return new Desk(new Setup(
                LocalTables.client(),
                tables,
                new AtomicReference<>(Books.NOW),
                null,
                store -> store,
                "store-1",
                null,
                "abcdefghijklmnop"));
    }

    public Desk on(DynamoDbClient dynamo) {
        return new Desk(new Setup(
                dynamo, setup.tables, setup.clock, setup.program, setup.before, setup.source, setup.till, setup.keyId));
    }

    /** The same desk by another program, which only it knows. */
    public Desk by(Program program) {
        return new Desk(new Setup(
                setup.dynamo, setup.tables, setup.clock, program, setup.before, setup.source, setup.till, setup.keyId));
    }

    /** The same desk with something before its store. */
    public Desk behind(UnaryOperator<LedgerStore> before) {
        return new Desk(new Setup(
                setup.dynamo, setup.tables, setup.clock, setup.program, before, setup.source, setup.till, setup.keyId));
    }

    /** Another source's desk; {@code web} sells online. */
    public Desk of(String source, @Nullable String till) {
        return new Desk(new Setup(
                setup.dynamo, setup.tables, setup.clock, setup.program, setup.before, source, till, setup.keyId));
    }

    /** The same desk with another's key. */
    public Desk withKey(String keyId) {
        return new Desk(new Setup(
                setup.dynamo, setup.tables, setup.clock, setup.program, setup.before, setup.source, setup.till, keyId));
    }

    public Instant now() {
        return setup.clock.get();
    }

    public void waits(Duration duration) {
        setup.clock.updateAndGet(now -> now.plus(duration));
    }

    public void waitsUntil(Instant instant) {
        setup.clock.set(instant);
    }

    public static MemberName named(MemberId member) {
        return new MemberName.ById(member);
    }

    // Operations

    public MemberId enrol() {
        return books.enrol(null);
    }

    /** A member who was given so many points, which count for no tier. */
    public MemberId memberWith(long points) {
        MemberId member = enrol();
        recorded(give(member, points));
        return member;
    }

    /** A new member of this id, for a test that needs a certain one. */
    public MemberId enrolAs(MemberId member) {
        Request request = request(OperationKind.ENROLMENT, Books.freshId(), "enrol");
        Decision.Accepted decision = Decide.enrol(request.operation(), member, programs.current(), now());
        LedgerStore.Committed committed = store.commit(new LedgerStore.Commit(
                Commits.entries(decision, request.origin(), now(), CODES.of("enrol"), Optional.empty()),
                decision.next(),
                Optional.empty(),
                Optional.empty()));
        if (committed instanceof LedgerStore.Committed.Done) {
            return member;
        }
        throw new AssertionError(committed);
    }

    /**
     * A member with more waiting than one transaction takes: three sums of pending points for each of 34 days to come, since
     * the program was changed twice a day. The last of them are active 69 days from now.
     */
    public MemberId memberWithMuchToCome() {
        MemberId member = enrol();
        List<Desk> programs =
                Stream.of(24, 12, 6).map(months -> by(pending(months))).toList();
        for (int day = 0; day < 34; day++) {
            programs.forEach(desk -> recorded(desk.buy(member, Books.freshId(), 1_000)));
            waits(Duration.ofDays(1));
        }
        return member;
    }

    /** What the member of {@link #memberWithMuchToCome} has to come then. */
    public static final int MUCH_TO_COME = 34 * 3;

    private static Program pending(int months) {
        Program shipped = Program.shipped();
        return new Program(
                shipped.version(),
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                new Program.Earn(
                        shipped.earn().points(),
                        shipped.earn().perAmount(),
                        Set.of(),
                        Set.of(),
                        new Program.PendingDays(34, 34)),
                shipped.redeem(),
                new Program.Expiry(months, 30),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                shipped.limits(),
                shipped.brand());
    }

    public Outcome give(MemberId member, long points) {
        return ledger.record(
                request(OperationKind.ADJUSTMENT, Books.freshId(), "give " + points),
                named(member),
                scene -> Decide.adjust(scene, new Command.Adjust(points, Channel.OFFICE, "test")));
    }

    public Outcome buy(MemberId member, String id, long minorUnits) {
        return buy(named(member), id, bought(minorUnits), List.of());
    }

    public Outcome buy(MemberId member, String id, long minorUnits, OperationKey... paidWith) {
        return buy(named(member), id, bought(minorUnits), List.of(paidWith));
    }

    public Outcome buy(MemberName member, String id, Command.RecordPurchase purchase, List<OperationKey> paidWith) {
        return ledger.record(
                request(
                        OperationKind.PURCHASE,
                        id,
                        "buy %d %s %s"
                                .formatted(
                                        purchase.total().minorUnits(),
                                        purchase.lines(),
                                        paidWith.stream().map(OperationKey::id).toList())),
                member,
                paidWith,
                scene -> DecidePurchase.record(scene, purchase));
    }

    public Command.RecordPurchase bought(long minorUnits, Command.Line... lines) {
        return bought(minorUnits, null, lines);
    }

    public Command.RecordPurchase bought(long minorUnits, @Nullable WaitsFor waitsFor, Command.Line... lines) {
        return new Command.RecordPurchase(
                new Money(minorUnits),
                List.of(lines),
                List.of(),
                now(),
                LocalDate.ofInstant(now(), ZoneOffset.UTC),
                channel(),
                setup.source,
                waitsFor);
    }

    public Outcome redeem(MemberId member, String id, long points) {
        return redeem(named(member), id, points);
    }

    public Outcome redeem(MemberName member, String id, long points) {
        return ledger.record(
                request(OperationKind.REDEMPTION, id, "redeem " + points),
                member,
                scene -> DecideRedemption.redeem(scene, new Command.RedeemPoints(Points.of(points))));
    }

    public Outcome hold(MemberId member, String id, long points) {
        return ledger.record(
                request(OperationKind.REDEMPTION, id, "hold " + points),
                named(member),
                scene -> DecideRedemption.hold(scene, new Command.HoldPoints(Points.of(points), null)));
    }

    // Steps

    public Followed<Purchase> refund(OperationKey purchase, String id, long minorUnits) {
        return refund(purchase, id, new Command.Refund(new Money(minorUnits), List.of(), List.of(), now(), true));
    }

    public Followed<Purchase> refund(OperationKey purchase, String id, Command.Refund refund) {
        return followUps.refund(
                step(
                        purchase,
                        id,
                        all -> "refund %d %s".formatted(refund.total().minorUnits(), refund.lines())),
                refund);
    }

    public Followed<Purchase> activate(OperationKey purchase, String id, @Nullable Long minorUnits) {
        Money total = minorUnits == null ? null : new Money(minorUnits);
        return followUps.activate(
                step(purchase, id, all -> "activate " + (total == null ? all : total.minorUnits())),
                new Command.Activate(total));
    }

    public Followed<Purchase> voidPurchase(OperationKey purchase) {
        return followUps.voidPurchase(step(purchase, null, all -> "void"));
    }

    public Followed<Redemption> extend(OperationKey redemption, Duration lasting) {
        return followUps.extend(step(redemption, null, all -> "extend"), new Command.Extend(lasting));
    }

    public Followed<Redemption> capture(OperationKey redemption, @Nullable Long points) {
        Points some = points == null ? null : Points.of(points);
        return followUps.capture(
                step(redemption, null, all -> "capture " + (some == null ? all : some.value())),
                new Command.Capture(some));
    }

    public Followed<Redemption> release(OperationKey redemption) {
        return followUps.release(step(redemption, null, all -> "release"));
    }

    public Followed<Redemption> reverse(OperationKey redemption, String id, @Nullable Long points) {
        Points some = points == null ? null : Points.of(points);
        return followUps.reverse(
                step(redemption, id, all -> "reverse " + (some == null ? all : some.value())),
                new Command.Reverse(some));
    }

    public Followed<Redemption> voidRedemption(OperationKey redemption) {
        return followUps.voidRedemption(step(redemption, null, all -> "void"));
    }

    public OperationKey purchase(String id) {
        return new OperationKey(OperationKind.PURCHASE, setup.source, setup.till, id);
    }

    public OperationKey redemption(String id) {
        return new OperationKey(OperationKind.REDEMPTION, setup.source, setup.till, id);
    }

    /** The member's account as it is stored. */
    public Item accountItem(MemberId member) {
        return Item.of(new HashMap<>(
                books.members.get(Keys.account(member.value())).orElseThrow().attributes()));
    }

    /** Replaces the member's account by what no commit has written. */
    public void tamper(MemberId member, Item item) {
        if (!item.pk().equals(Keys.account(member.value()).pk())) {
            throw new AssertionError(item.pk());
        }
        books.database.put(books.tables.members(), item);
    }

    /** An entry's item that is no purchase's. */
    public Map<String, AttributeValue> enrolmentOf(MemberId member) {
        return EntryItem.write(books.statement(member).getLast()).attributes();
    }

    // What there is

    /** The account as time has left it. */
    public Account account(MemberId member) {
        Account account = store.account(member).orElseThrow();
        return account.settle(account.next(now())).account();
    }

    public long available(MemberId member) {
        return account(member).balance().available().value();
    }

    /** What is written of the account comes to what its entries come to. */
    public Optional<String> auditFinds(MemberId member) {
        return audit().audit(member).difference();
    }

    public Audit audit() {
        return new Audit(new Accounts(books.members), new Statements(books.database, books.tables), Backoff::new);
    }

    public Rebuild rebuild() {
        return new Rebuild(
                books.database,
                books.tables,
                new Accounts(books.members),
                new Statements(books.database, books.tables));
    }

    public void erase(MemberId member) {
        Erasures erasures = new Erasures(store, books.directory, programs, setup.clock::get, Books::patience);
        if (!erasures.erase(member, origin())) {
            throw new AssertionError("nobody to erase");
        }
    }

    public Settler settler() {
        return new Settler(store, setup.clock::get);
    }

    public static LedgerEntry recorded(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded recorded -> recorded.entry();
            case Outcome.Refused(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }

    public static Refusal refusal(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(Refusal refusal) -> refusal;
            case Outcome.Recorded recorded -> throw new AssertionError("recorded: " + recorded);
        };
    }

    public static <S> Followed.Done<S> done(Followed<S> followed) {
        return switch (followed) {
            case Followed.Done<S> done -> done;
            case Followed.Closed<S> closed -> throw new AssertionError("closed: " + closed);
            case Followed.Refused<S>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }

    public static Refusal refusal(Followed<?> followed) {
        return switch (followed) {
            case Followed.Refused<?>(Refusal refusal) -> refusal;
            case Followed.Done<?> done -> throw new AssertionError("done: " + done);
            case Followed.Closed<?> closed -> throw new AssertionError("closed: " + closed);
        };
    }

    /** What a repeat of it must be answered. */
    public static <S> Followed<S> replayOf(Followed<S> first) {
        Followed.Done<S> done = done(first);
        return new Followed.Done<>(done.history(), done.at(), done.balance(), done.entry(), true);
    }

    public static Outcome replayOf(Outcome first) {
        return new Outcome.Recorded(recorded(first), true);
    }

    private Request request(OperationKind kind, String id, String canonical) {
        return new Request(new OperationKey(kind, setup.source, setup.till, id), origin(), canonical, Optional.empty());
    }

    /** A request for a step as an endpoint makes it, with a request id of its own. */
    public FollowUp step(OperationKey subject, @Nullable String stepId, LongFunction<String> canonical) {
        return new FollowUp(subject, origin(), Optional.ofNullable(stepId), canonical, Optional.empty());
    }

    private Origin origin() {
        return new Origin(
                setup.source,
                channel(),
                setup.till,
                setup.keyId,
                null,
                LocalDate.ofInstant(now(), ZoneOffset.UTC),
                Books.freshId(),
                "correlation");
    }

    private Channel channel() {
        return setup.source.equals("web") ? Channel.ONLINE : Channel.IN_STORE;
    }
}
