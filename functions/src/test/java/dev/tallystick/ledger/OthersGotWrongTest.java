package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.done;
import static dev.tallystick.ledger.Desk.named;
import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Desk.refusal;
import static dev.tallystick.ledger.Desk.replayOf;
import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.Balance;
import dev.tallystick.points.Command;
import dev.tallystick.points.Kind;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Money;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Points;
import dev.tallystick.points.Program;
import dev.tallystick.points.Purchase;
import dev.tallystick.points.Refusal;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What other loyalty systems got wrong, each a test of its own, of the real ledger on the template's tables and with real
 * threads. There are no batches yet: what a batch uploaded twice comes to is tested with its operations, sent twice. There are
 * no member codes yet: a stale one is a name that means nobody any more.
 */
class OthersGotWrongTest {

    private static final Duration WHILE_A_HOLD_LASTS = Duration.ofMinutes(15);
    private static final Instant AFTER_THE_LOT = Instant.parse("2028-12-24T10:00:00Z");

    private final Desk store = Desk.open();
    private final Desk web = store.of("web", null);
    private final List<MemberId> members = new ArrayList<>();

    @AfterEach
    void everyAccountIsWhatItsEntriesComeTo() {
        assertThat(members)
                .allSatisfy(member -> assertThat(store.auditFinds(member)).isEmpty());
    }

    @Test
    void theSameOrderDeliveredAThousandTimesConcurrentlyAndOutOfOrderIsCountedOnce() {
        MemberId member = member();
        String order = Books.freshId();
        OperationKey purchase = store.purchase(order);
        long seed = new Random().nextLong();
        List<String> deliveries = new ArrayList<>();
        deliveries.addAll(Collections.nCopies(600, "order"));
        deliveries.addAll(Collections.nCopies(200, "first refund"));
        deliveries.addAll(Collections.nCopies(200, "second refund"));
        Collections.shuffle(deliveries, new Random(seed));
        Queue<String> early = new ConcurrentLinkedQueue<>();

        List<Boolean> fresh = concurrently(16, deliveries.size(), i -> {
            String delivery = deliveries.get(i);
            if (delivery.equals("order")) {
                return !((Outcome.Recorded) store.buy(member, order, 10_000)).replayed();
            }
            Followed<Purchase> followed = store.refund(purchase, delivery, 2_550);
            if (followed instanceof Followed.Refused<Purchase>(Refusal refused)) {
                assertThat(refused).isEqualTo(new Refusal.PurchaseNotFound());
                early.add(delivery);
                return false;
            }
            return !done(followed).replayed();
        });
        long freshLater = early.stream()
                .filter(delivery ->
                        !done(store.refund(purchase, delivery, 2_550)).replayed())
                .count();

        assertThat(fresh.stream().filter(isFresh -> isFresh).count() + freshLater)
                .as("seed %d", seed)
                .isEqualTo(3);
        assertThat(store.available(member)).as("seed %d", seed).isEqualTo(49);
        assertThat(kinds(member)).containsExactly(Kind.ENROLLED, Kind.EARNED, Kind.CLAWED_BACK, Kind.CLAWED_BACK);
    }

    @Test
    void aRefundBeforeItsPurchaseLeavesNothingAndCountsOnceThePurchaseIsThere() {
        MemberId member = member();
        String order = Books.freshId();

        assertThat(refusal(store.refund(web.purchase(order), "r-1", 4_000))).isEqualTo(new Refusal.PurchaseNotFound());
        assertThat(kinds(member)).containsExactly(Kind.ENROLLED);
        recorded(web.buy(member, order, 10_000));

        assertThat(done(store.refund(web.purchase(order), "r-1", 4_000)).replayed())
                .isFalse();
        assertThat(store.available(member)).isEqualTo(60);
    }

    @Test
    void partialRefundsInTwoChannelsThatTogetherExceedTheOrderAreRefusedWhereTheyDo() {
        MemberId member = member();
        String order = Books.freshId();
        recorded(web.buy(member, order, 10_000));

        done(web.refund(web.purchase(order), "r-1", 6_000));

        assertThat(refusal(store.refund(web.purchase(order), "r-1", 4_001)))
                .isEqualTo(new Refusal.RefundExceedsPurchase(new Money(4_000)));
        assertThat(store.available(member)).isEqualTo(40);
        done(store.refund(web.purchase(order), "r-1", 4_000));
        assertThat(store.available(member)).isZero();
    }

    @Test
    void twentyTillsRedeemTheLastHundredPointsAndOneOfThemDoes() {
        MemberId member = memberWith(100);

        List<Outcome> outcomes =
                concurrently(20, 20, till -> store.of("store-1", "till-" + till).redeem(member, Books.freshId(), 100));

        assertThat(outcomes.stream().filter(outcome -> outcome instanceof Outcome.Recorded))
                .hasSize(1);
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Refused(Refusal.InsufficientPoints _)))
                .hasSize(19);
        assertThat(store.available(member)).isZero();
    }

    /**
     * {@code reversed} is what is there in the end where the redemption is reversed, {@code refunded} where the purchase is
     * refunded instead; debt is shown negative. What comes too early, and what there are no points for, is refused.
     */
    @ParameterizedTest
    @CsvSource({
        // order,                       reversed, refunded
        "earn spend expire reverse,          100,    0",
        "earn spend reverse expire,            0, -100",
        "earn expire spend reverse,            0,    0",
        "earn expire reverse spend,            0,    0",
        "earn reverse spend expire,            0,    0",
        "earn reverse expire spend,            0,    0",
        "spend earn expire reverse,            0,    0",
        "spend earn reverse expire,            0,    0",
        "spend expire earn reverse,          100,    0",
        "spend expire reverse earn,          100,  100",
        "spend reverse earn expire,            0,    0",
        "spend reverse expire earn,          100,  100",
        "expire earn spend reverse,          100, -100",
        "expire earn reverse spend,            0,    0",
        "expire spend earn reverse,          100,    0",
        "expire spend reverse earn,          100,  100",
        "expire reverse earn spend,            0,    0",
        "expire reverse spend earn,          100,  100",
        "reverse earn spend expire,            0,    0",
        "reverse earn expire spend,            0,    0",
        "reverse spend earn expire,            0,    0",
        "reverse spend expire earn,          100,  100",
        "reverse expire earn spend,            0,    0",
        "reverse expire spend earn,          100,  100",
    })
    void earnSpendExpireAndReverseComeToWhatTheyMustInEveryOrder(String order, long reversed, long refunded) {
        assertThat(liveThrough(order, false)).as("reversed").isEqualTo(reversed);
        assertThat(liveThrough(order, true)).as("refunded").isEqualTo(refunded);
    }

    private long liveThrough(String order, boolean refunding) {
        MemberId member = member();
        Desk desk = Desk.open();
        String id = Books.freshId();
        for (String step : order.split(" ", -1)) {
            switch (step) {
                case "earn" -> recorded(desk.buy(member, id, 10_000));
                case "spend" -> {
                    if (desk.redeem(member, id, 100) instanceof Outcome.Refused(Refusal refusal)) {
                        assertThat(refusal).isInstanceOf(Refusal.InsufficientPoints.class);
                    }
                }
                case "expire" -> desk.waitsUntil(AFTER_THE_LOT);
                case "reverse" -> {
                    Followed<?> followed = refunding
                            ? desk.refund(desk.purchase(id), "r-1", 10_000)
                            : desk.reverse(desk.redemption(id), "r-1", null);
                    if (followed instanceof Followed.Refused<?>(Refusal refusal)) {
                        assertThat(refusal).isIn(new Refusal.PurchaseNotFound(), new Refusal.RedemptionNotFound());
                    }
                }
                default -> throw new IllegalArgumentException(step);
            }
        }
        desk.settler().settle(member, "test");
        Balance balance = desk.account(member).balance();
        assertThat(balance).isEqualTo(desk.store.account(member).orElseThrow().balance());
        return balance.available().value() - balance.debt().value();
    }

    @Test
    void giftCardsEarnNothingAndTheirRefundTakesNothingBack() {
        Desk desk = web.by(withoutPointsOn("gift-card"));
        MemberId member = member();
        String order = Books.freshId();
        Command.Line card = new Command.Line("card", "gift-card", new Money(5_000));
        Command.Line shoes = new Command.Line("shoes", "shoes", new Money(7_000));

        recorded(desk.buy(named(member), order, desk.bought(12_000, card, shoes), List.of()));
        assertThat(desk.available(member)).isEqualTo(70);

        done(desk.refund(desk.purchase(order), "r-1", back(desk, card)));
        assertThat(desk.available(member)).isEqualTo(70);
        done(desk.refund(desk.purchase(order), "r-2", back(desk, shoes)));
        assertThat(desk.available(member)).isZero();
    }

    @Test
    void thePartPaidWithPointsEarnsNothingAndItsRefundGivesThemBack() {
        MemberId member = memberWith(2_000);
        String redemption = Books.freshId();
        String order = Books.freshId();
        recorded(web.redeem(member, redemption, 2_000));

        recorded(web.buy(member, order, 10_000, web.redemption(redemption)));
        assertThat(store.available(member)).isEqualTo(80);

        done(store.refund(web.purchase(order), "r-1", 5_000));
        assertThat(store.available(member)).isEqualTo(1_040);
        done(web.refund(web.purchase(order), "r-1", 5_000));
        assertThat(store.available(member)).isEqualTo(2_000);
    }

    @Test
    void aBatchUploadedTwiceAndHalfOfItByAnotherTillCountsOnce() {
        MemberId member = memberWith(1_000);
        Desk till = store.of("store-1", "till-1");
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> Books.freshId()).toList();

        uploads(till, member, ids);
        Balance once = till.account(member).balance();
        int entries = kinds(member).size();
        uploads(till, member, ids);
        uploads(till.withKey("the-key-of-till-2"), member, ids.subList(0, 5));

        assertThat(once.available()).isEqualTo(Points.of(1_000 + 10 * 42 - 10 * 42 / 2 - 5 * 100 + 5 * 40));
        assertThat(till.account(member).balance()).isEqualTo(once);
        assertThat(kinds(member)).hasSize(entries);
    }

    /** A purchase for each id and half of it back; every other one also spends 100 points and gets 40 of them back. */
    private static void uploads(Desk till, MemberId member, List<String> ids) {
        concurrently(4, ids.size(), i -> {
            String id = ids.get(i);
            recorded(till.buy(member, id, 4_200));
            done(till.refund(till.purchase(id), "r-1", 2_100));
            if (i % 2 == 0) {
                recorded(till.redeem(member, id, 100));
                done(till.reverse(till.redemption(id), "v-1", 40L));
            }
            return id;
        });
    }

    @Test
    void aHoldWhoseTimeIsOverBeforeItsCaptureIsCommittedIsCapturedIfNobodyHasEndedIt() {
        MemberId member = memberWith(100);
        String id = Books.freshId();
        recorded(web.hold(member, id, 100));
        Instant inTime = store.now().plus(WHILE_A_HOLD_LASTS).minusSeconds(1);
        store.waitsUntil(inTime);
        Desk slow = store.behind(Meanwhile.at(Meanwhile.Moment.BEFORE_COMMIT, () -> store.waits(Duration.ofHours(1))));

        assertThat(done(slow.capture(web.redemption(id), null)).at()).isEqualTo(inTime);

        assertThat(store.settler().settle(member, "test")).isZero();
        assertThat(kinds(member)).endsWith(Kind.HELD, Kind.CAPTURED);
        assertThat(store.account(member).balance()).isEqualTo(Balance.ZERO);
    }

    @Test
    void aHoldThatExpiresWhileItsCaptureIsInFlightIsNotCaptured() {
        MemberId member = memberWith(100);
        String id = Books.freshId();
        recorded(web.hold(member, id, 100));
        store.waitsUntil(store.now().plus(WHILE_A_HOLD_LASTS).minusSeconds(1));
        Desk slow = store.behind(Meanwhile.at(Meanwhile.Moment.BEFORE_COMMIT, () -> {
            store.waits(Duration.ofSeconds(1));
            assertThat(store.settler().settle(member, "test")).isEqualTo(1);
        }));

        assertThat(refusal(slow.capture(web.redemption(id), null))).isEqualTo(new Refusal.RedemptionNotHeld());

        assertThat(kinds(member)).endsWith(Kind.HELD, Kind.RELEASED);
        assertThat(store.available(member)).isEqualTo(100);
    }

    @Test
    void aCaptureAndTheEndOfItsHoldAtOnceComeToOneOfThem() {
        for (int round = 0; round < 10; round++) {
            MemberId member = memberWith(100);
            Desk desk = Desk.open();
            String id = Books.freshId();
            recorded(desk.hold(member, id, 100));
            Instant end = desk.now().plus(WHILE_A_HOLD_LASTS);
            desk.waitsUntil(end.minusMillis(1));

            List<Boolean> captured = concurrently(2, 2, who -> {
                if (who == 0) {
                    return desk.capture(desk.redemption(id), null) instanceof Followed.Done;
                }
                desk.waitsUntil(end);
                desk.settler().settle(member, "test");
                return false;
            });

            desk.settler().settle(member, "test");
            assertThat(kinds(member)).hasSize(4).endsWith(captured.getFirst() ? Kind.CAPTURED : Kind.RELEASED);
            assertThat(desk.available(member)).isEqualTo(captured.getFirst() ? 0 : 100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetryGetsTheFirstOutcomeHoweverLateItComes(Late late) {
        MemberId member = memberWith(500);
        String id = Books.freshId();
        Outcome purchase = store.buy(member, id, 4_250);
        Outcome redemption = store.redeem(member, id, 500);
        Followed<Purchase> refund = store.refund(store.purchase(id), "r-1", 1_000);
        Followed<?> reversal = store.reverse(store.redemption(id), "v-1", 100L);
        List<Kind> before = kinds(member);

        store.waits(late.by);

        assertThat(store.buy(member, id, 4_250)).isEqualTo(replayOf(purchase));
        assertThat(store.redeem(member, id, 500)).isEqualTo(replayOf(redemption));
        assertThat(store.refund(store.purchase(id), "r-1", 1_000)).isEqualTo(replayOf(refund));
        assertThat(store.reverse(store.redemption(id), "v-1", 100L)).isEqualTo(replayOf(reversal));
        assertThat(kinds(member).stream().filter(kind -> kind != Kind.EXPIRED)).isEqualTo(before);
    }

    enum Late {
        TEN_MINUTES(Duration.ofMinutes(10)),
        A_DAY(Duration.ofDays(1)),
        THREE_YEARS(Duration.ofDays(3 * 365));

        private final Duration by;

        Late(Duration by) {
            this.by = by;
        }
    }

    @Test
    void aRetryAfterTheBalanceIsSpentGetsTheFirstOutcome() {
        MemberId member = memberWith(100);
        String redemption = Books.freshId();
        Outcome first = store.redeem(member, redemption, 100);

        assertThat(store.redeem(member, redemption, 100)).isEqualTo(replayOf(first));
        assertThat(store.available(member)).isZero();
    }

    @Test
    void aRetryWhenThePhoneHasANewOwnerIsRefusedAndWhenItHasNoneIsReplayed() {
        Identifier phone = new Identifier(Identifier.Type.PHONE, Books.freshPhone());
        MemberName byPhone = new MemberName.ByIdentifier(phone);
        MemberId owner = store.books.enrol(phone.value());
        String receipt = Books.freshId();
        Outcome first = store.buy(byPhone, receipt, store.bought(4_250), List.of());

        Keys keys = Keys.of(store.books.directory.item(phone, owner).attributes());
        store.books.database.delete(LocalTables.TABLES.members(), keys);
        assertThat(store.buy(byPhone, receipt, store.bought(4_250), List.of())).isEqualTo(replayOf(first));

        MemberId newOwner = store.books.enrol(phone.value());
        assertThat(refusal(store.buy(byPhone, receipt, store.bought(4_250), List.of())))
                .isEqualTo(new Refusal.OperationIdReused(recorded(first).at(), new Money(4_250)));
        assertThat(store.available(newOwner)).isZero();
        members.addAll(List.of(owner, newOwner));
    }

    @Test
    void aRetryWhenTheMemberIsGoneGetsTheFirstOutcome() {
        MemberId member = store.memberWith(200);
        String id = Books.freshId();
        Outcome purchase = store.buy(member, id, 4_250);
        Outcome redemption = store.redeem(member, id, 200);

        store.books.database.delete(LocalTables.TABLES.members(), Keys.account(member.value()));

        assertThat(store.buy(member, id, 4_250)).isEqualTo(replayOf(purchase));
        assertThat(store.redeem(member, id, 200)).isEqualTo(replayOf(redemption));
        assertThat(refusal(store.buy(member, Books.freshId(), 4_250))).isEqualTo(new Refusal.MemberNotFound());
    }

    @Test
    void aRetryWhoseMemberCodeIsStaleGetsTheFirstOutcome() {
        MemberId member = member();
        String receipt = Books.freshId();
        Outcome first = store.buy(member, receipt, 4_250);

        assertThat(store.buy(new MemberName.OfNobody(), receipt, store.bought(4_250), List.of()))
                .isEqualTo(replayOf(first));
        assertThat(refusal(store.buy(new MemberName.OfNobody(), receipt, store.bought(4_251), List.of())))
                .isInstanceOf(Refusal.OperationIdReused.class);
        assertThat(refusal(store.buy(new MemberName.OfNobody(), Books.freshId(), store.bought(1), List.of())))
                .isEqualTo(new Refusal.MemberNotFound());
    }

    @Test
    void aReceiptPostedForTwoMembersIsRefusedForTheSecond() {
        MemberId first = member();
        MemberId second = member();
        String receipt = Books.freshId();
        recorded(store.buy(first, receipt, 4_250));

        assertThat(refusal(store.buy(second, receipt, 4_250))).isInstanceOf(Refusal.OperationIdReused.class);
        assertThat(store.available(first)).isEqualTo(42);
        assertThat(store.available(second)).isZero();
    }

    @Test
    void aReceiptPostedForTwoMembersAtOnceCountsForOneOfThem() {
        MemberId one = member();
        MemberId other = member();
        String receipt = Books.freshId();

        List<Outcome> outcomes = concurrently(16, 32, i -> store.buy(i % 2 == 0 ? one : other, receipt, 4_250));

        assertThat(outcomes.stream().filter(outcome -> outcome instanceof Outcome.Recorded))
                .hasSize(16);
        assertThat(outcomes.stream().filter(outcome -> outcome instanceof Outcome.Refused(Refusal.OperationIdReused _)))
                .hasSize(16);
        assertThat(Set.of(store.available(one), store.available(other))).isEqualTo(Set.of(0L, 42L));
    }

    @Test
    void ofTwoRefundsThatFitAloneButNotTogetherTheOneThatCommitsLastIsRefused() {
        MemberId member = member();
        String order = Books.freshId();
        recorded(web.buy(member, order, 10_000));
        Desk slow = store.behind(Meanwhile.at(
                Meanwhile.Moment.BEFORE_COMMIT, () -> done(web.refund(web.purchase(order), "r-1", 6_000))));

        assertThat(refusal(slow.refund(web.purchase(order), "r-1", 6_000)))
                .isEqualTo(new Refusal.RefundExceedsPurchase(new Money(4_000)));
        assertThat(store.available(member)).isEqualTo(40);
    }

    @Test
    void ofManyRefundsAtOnceAsManyAreBookedAsFitTogether() {
        MemberId member = member();
        String order = Books.freshId();
        recorded(web.buy(member, order, 10_000));

        List<Followed<Purchase>> outcomes =
                concurrently(16, 16, i -> store.refund(web.purchase(order), "r-" + i, 3_000));

        assertThat(outcomes.stream().filter(outcome -> outcome instanceof Followed.Done))
                .hasSize(3);
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Followed.Refused<Purchase>(Refusal refusal)
                                && refusal.equals(new Refusal.RefundExceedsPurchase(new Money(1_000)))))
                .hasSize(13);
        assertThat(store.available(member)).isEqualTo(10);
    }

    @Test
    void equalReceiptNumbersAtTwoTillsAreTwoPurchases() {
        MemberId member = member();
        String receipt = Books.freshId();

        recorded(store.of("store-1", "till-1").buy(member, receipt, 4_250));
        recorded(store.of("store-1", "till-2").buy(member, receipt, 4_250));
        recorded(store.buy(member, receipt, 4_250));
        recorded(web.buy(member, receipt, 4_250));

        assertThat(store.available(member)).isEqualTo(4 * 42);
    }

    @Test
    void aVoidBeforeItsSaleKeepsTheSaleFromEverComing() {
        MemberId member = member();
        String receipt = Books.freshId();

        assertThat(store.voidPurchase(store.purchase(receipt))).isEqualTo(new Followed.Closed<>(false));
        assertThat(store.voidPurchase(store.purchase(receipt))).isEqualTo(new Followed.Closed<>(true));

        assertThat(refusal(store.buy(member, receipt, 4_250))).isEqualTo(new Refusal.OperationVoided());
        assertThat(refusal(store.refund(store.purchase(receipt), "r-1", 4_250)))
                .isEqualTo(new Refusal.OperationVoided());
        assertThat(kinds(member)).containsExactly(Kind.ENROLLED);
    }

    private MemberId member() {
        MemberId member = store.enrol();
        members.add(member);
        return member;
    }

    private MemberId memberWith(long points) {
        MemberId member = store.memberWith(points);
        members.add(member);
        return member;
    }

    private List<Kind> kinds(MemberId member) {
        return store.books.statement(member).reversed().stream()
                .map(entry -> entry.entry().fact().kind())
                .toList();
    }

    private static Command.Refund back(Desk desk, Command.Line line) {
        return new Command.Refund(line.amount(), List.of(line), List.of(), desk.now(), true);
    }

    private static Program withoutPointsOn(String category) {
        Program shipped = Program.shipped();
        return new Program(
                shipped.version(),
                shipped.name(),
                shipped.currency(),
                shipped.timeZone(),
                new Program.Earn(
                        shipped.earn().points(),
                        shipped.earn().perAmount(),
                        Set.of(category),
                        Set.of(),
                        Program.PendingDays.NONE),
                shipped.redeem(),
                shipped.expiry(),
                shipped.hold(),
                shipped.tiers(),
                shipped.bonuses(),
                shipped.limits(),
                shipped.brand());
    }
}
