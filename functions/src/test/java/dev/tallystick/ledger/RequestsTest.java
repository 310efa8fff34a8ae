package dev.tallystick.ledger;

import static dev.tallystick.ledger.Desk.done;
import static dev.tallystick.ledger.Desk.named;
import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Desk.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.Refusal;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.LocalTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which requests each operation sends to DynamoDB, in which order, and what units they take: a purchase or redemption is one
 * read and one transaction of two items, however long the member's history. The program is kept and not counted.
 */
class RequestsTest {

    private static final List<String> ONE_READ_AND_ONE_TRANSACTION = List.of("get account", "put entry account");
    private static final List<String> ONE_STEP =
            List.of("get entry", "get account", "query entry", "put entry account");

    private final Sent sent = new Sent();
    private final Desk unseen = Desk.open();
    private final Desk desk = unseen.on(LocalTables.client(sent));

    @BeforeEach
    void theProgramIsKnown() {
        desk.programs.current();
        desk.programs.version(1);
        sent.forget();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 500})
    void earningAndRedeemingAreOneReadAndOneTransactionOfTwoItemsHoweverLongTheHistory(int entries) {
        MemberId member = unseen.enrol();
        // One purchase in two days or so: lots of every month, the oldest about to end, and every month of the tier.
        unseen.waitsUntil(Instant.parse("2024-12-02T10:00:00Z"));
        for (int i = 1; i < entries; i++) {
            recorded(unseen.buy(member, Books.freshId(), 4_250));
            unseen.waits(Duration.ofDays(722).dividedBy(entries));
        }
        recorded(unseen.buy(member, Books.freshId(), 20_000));

        recorded(desk.buy(member, Books.freshId(), 4_250));
        assertThat(sent.requests()).isEqualTo(ONE_READ_AND_ONE_TRANSACTION);
        assertThat(sent.sizesWritten()).hasSize(2).allMatch(size -> size <= 1_024);
        assertThat(sent.writeUnits()).isEqualTo(4);
        assertThat(sent.readUnits()).isEqualTo(1);

        sent.forget();
        recorded(desk.redeem(member, Books.freshId(), 200));
        assertThat(sent.requests()).isEqualTo(ONE_READ_AND_ONE_TRANSACTION);
        assertThat(sent.sizesWritten()).hasSize(2).allMatch(size -> size <= 1_024);
        assertThat(sent.writeUnits()).isEqualTo(4);
        assertThat(sent.readUnits()).isEqualTo(1);
        assertThat(desk.store.account(member).orElseThrow().seq()).isEqualTo(entries + 3);
    }

    @Test
    void namingTheMemberByCardOrPhoneIsOneMoreRead() {
        String phone = Books.freshPhone();
        String card = "9" + Books.freshPhone().substring(1) + "000";
        unseen.books.enrol(Books.freshId(), phone, card);
        List<Identifier> names = List.of(
                new Identifier(Identifier.Type.CARD_NUMBER, card), new Identifier(Identifier.Type.PHONE, phone));

        for (Identifier name : names) {
            sent.forget();
            recorded(desk.buy(new MemberName.ByIdentifier(name), Books.freshId(), desk.bought(10_000), List.of()));

            assertThat(sent.requests()).containsExactly("get identifier", "get account", "put entry account");
            assertThat(sent.readUnits()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachRedemptionThatPaysIsOneQueryAndOneItemMore(int redemptions) {
        MemberId member = unseen.memberWith(1_000);
        List<OperationKey> paidWith = new ArrayList<>();
        for (int i = 0; i < redemptions; i++) {
            String id = Books.freshId();
            recorded(i % 2 == 0 ? unseen.hold(member, id, 100) : unseen.redeem(member, id, 100));
            paidWith.add(unseen.redemption(id));
        }

        recorded(desk.buy(named(member), Books.freshId(), desk.bought(10_000), paidWith));

        assertThat(sent.requests())
                .isEqualTo(Stream.of(
                                List.of("get account"),
                                Collections.nCopies(redemptions, "query entry"),
                                List.of("put" + " entry".repeat(redemptions + 1) + " account"))
                        .flatMap(List::stream)
                        .toList());
        assertThat(sent.writeUnits()).isEqualTo(2 * (redemptions + 2));
    }

    @Test
    void namingTheMemberByCodeIsOneMoreReadAndByPresenceNone() {
        String card = "9" + Books.freshPhone().substring(1) + "000";
        unseen.books.enrol(Books.freshId(), Books.freshPhone(), card);
        Identifier cardNumber = new Identifier(Identifier.Type.CARD_NUMBER, card);
        MemberName byCard = new MemberName.ByIdentifier(cardNumber);
        MemberId member = unseen.books.directory.resolve(byCard).orElseThrow();
        recorded(unseen.buy(byCard, Books.freshId(), unseen.bought(40_000), List.of()));
        Instant now = unseen.now();

        recorded(desk.redeem(new MemberName.ByCode(cardNumber, Proofs.digits(member, now)), Books.freshId(), 100));
        assertThat(sent.requests()).containsExactly("get identifier", "get account", "put entry account");
        assertThat(sent.writeUnits()).isEqualTo(4);

        sent.forget();
        Directory.Found found = new Directory.Found(member, Proofs.step(now) - 1);
        recorded(desk.redeem(
                new MemberName.ByPresence(Proofs.PRESENCES.of(found, "web", now), "web"), Books.freshId(), 100));
        assertThat(sent.requests()).isEqualTo(ONE_READ_AND_ONE_TRANSACTION);
        assertThat(sent.sizesWritten()).allMatch(size -> size <= 1_024);
        assertThat(desk.store.account(member).orElseThrow().usedSteps().last()).isEqualTo(Proofs.step(now));
    }

    /** Beside the account lie the profile and, in less than two KB, the devices (DevicesTest). */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void aWalletIsTwoQueriesAndOneReadUnitHoweverLongTheHistory(int entries) {
        MemberId member = unseen.memberWith(1_000);
        for (int i = 2; i < entries; i++) {
            recorded(unseen.buy(member, Books.freshId(), 4_250));
        }

        MemberPages.Page page = new MemberPages(desk.books.database, desk.books.tables).read(member, false);
        List<LedgerEntry> recent =
                new Statements(desk.books.database, desk.books.tables).newestFirst(member, 5, Long.MAX_VALUE);

        assertThat(page.account()).isEqualTo(desk.store.account(member));
        assertThat(page.profile()).isPresent();
        assertThat(recent).isNotEmpty();
        assertThat(sent.requests()).startsWith("query loosely member", "query loosely entry");
        assertThat(sent.queryUnits()).isEqualTo(1);
    }

    @Test
    void aReplayIsNoMoreThanTheFirstTime() {
        MemberId member = unseen.memberWith(100);
        String id = Books.freshId();
        recorded(unseen.buy(member, id, 4_250));
        recorded(unseen.redeem(member, id, 142));

        recorded(desk.buy(member, id, 4_250));
        assertThat(sent.requests()).isEqualTo(ONE_READ_AND_ONE_TRANSACTION);
        assertThat(sent.writeUnits()).isEqualTo(4);
        assertThat(sent.readUnits()).isEqualTo(1);

        sent.forget();
        recorded(desk.redeem(member, id, 142));
        assertThat(sent.requests()).as("spent meanwhile").containsExactly("get account", "get entry");
        assertThat(sent.readUnits()).isEqualTo(2);

        sent.forget();
        recorded(desk.buy(new MemberName.OfNobody(), id, desk.bought(4_250), List.of()));
        assertThat(sent.requests()).as("the name means nobody any more").containsExactly("get entry");
    }

    @Test
    void aReplayAfterPointsHaveEndedWritesWhatTimeHasDoneOnceBeside() {
        MemberId member = unseen.enrol();
        String id = Books.freshId();
        recorded(unseen.buy(member, id, 4_250));
        desk.waits(Duration.ofDays(3 * 365));

        recorded(desk.buy(member, id, 4_250));
        assertThat(sent.requests()).containsExactly("get account", "put entry account", "put entry account");

        sent.forget();
        recorded(desk.buy(member, id, 4_250));
        assertThat(sent.requests()).isEqualTo(ONE_READ_AND_ONE_TRANSACTION);
    }

    @Test
    void aRefusalLooksForAnEarlierOutcomeAndWritesNothing() {
        MemberId member = unseen.enrol();

        assertThat(refusal(desk.redeem(member, Books.freshId(), 100))).isInstanceOf(Refusal.InsufficientPoints.class);
        assertThat(sent.requests()).containsExactly("get account", "get entry");

        sent.forget();
        assertThat(refusal(desk.buy(MemberIds.draw(), Books.freshId(), 100))).isEqualTo(new Refusal.MemberNotFound());
        assertThat(sent.requests()).containsExactly("get account", "get entry");
    }

    @Test
    void whatTimeHasDoneIsOneTransactionMore() {
        MemberId member = unseen.memberWith(100);
        desk.waits(Duration.ofDays(3 * 365));

        recorded(desk.buy(member, Books.freshId(), 4_250));

        assertThat(sent.requests()).containsExactly("get account", "put entry account", "put entry account");
    }

    @Test
    void aStepIsThreeReadsAndOneTransactionOfTwoItems() {
        MemberId member = unseen.memberWith(1_000);
        String order = Books.freshId();
        String pickup = Books.freshId();
        String hold = Books.freshId();
        String released = Books.freshId();
        recorded(unseen.buy(member, order, 10_000));
        recorded(unseen.buy(named(member), pickup, unseen.bought(10_000, WaitsFor.PICKUP), List.of()));
        recorded(unseen.hold(member, hold, 200));
        recorded(unseen.hold(member, released, 100));

        List<Runnable> steps = List.of(
                () -> done(desk.refund(desk.purchase(order), "r-1", 100)),
                () -> done(desk.refund(desk.purchase(order), "r-2", 100)),
                () -> done(desk.activate(desk.purchase(pickup), "a-1", 100L)),
                () -> done(desk.voidPurchase(desk.purchase(pickup))),
                () -> done(desk.extend(desk.redemption(hold), Duration.ofHours(1))),
                () -> done(desk.capture(desk.redemption(hold), 100L)),
                () -> done(desk.reverse(desk.redemption(hold), "v-1", 100L)),
                () -> done(desk.release(desk.redemption(released))),
                () -> done(desk.voidRedemption(desk.redemption(released))));
        for (Runnable step : steps) {
            sent.forget();
            step.run();
            assertThat(sent.requests()).isEqualTo(ONE_STEP);
            assertThat(sent.writeUnits()).isEqualTo(4);
            assertThat(sent.readUnits()).as("the query aside").isEqualTo(2);
        }
    }

    @Test
    void theRefundOfWhatPointsPaidIsOneQueryAndOneItemMoreForEachRedemption() {
        MemberId member = unseen.memberWith(1_000);
        String one = Books.freshId();
        String other = Books.freshId();
        String order = Books.freshId();
        recorded(unseen.redeem(member, one, 100));
        recorded(unseen.redeem(member, other, 100));
        recorded(unseen.buy(member, order, 10_000, unseen.redemption(one), unseen.redemption(other)));

        done(desk.refund(desk.purchase(order), "r-1", 10_000));

        assertThat(sent.requests())
                .containsExactly(
                        "get entry",
                        "get account",
                        "query entry",
                        "query entry",
                        "query entry",
                        "put entry entry entry account");
    }

    @Test
    void aRepeatedStepIsReadsAlone() {
        MemberId member = unseen.memberWith(1_000);
        String id = Books.freshId();
        recorded(unseen.buy(member, id, 10_000));
        recorded(unseen.hold(member, id, 100));
        done(unseen.refund(unseen.purchase(id), "r-1", 100));
        done(unseen.capture(unseen.redemption(id), 100L));
        done(unseen.reverse(unseen.redemption(id), "v-1", 100L));

        List<Runnable> repeats = List.of(
                () -> done(desk.refund(desk.purchase(id), "r-1", 100)),
                () -> done(desk.capture(desk.redemption(id), 100L)),
                () -> done(desk.reverse(desk.redemption(id), "v-1", 100L)));
        for (Runnable repeat : repeats) {
            sent.forget();
            repeat.run();
            assertThat(sent.requests()).containsExactly("get entry", "get account", "query entry");
        }
    }

    /** The audit's role may read nothing else of the table in which the profiles lie. */
    @Test
    void theAuditReadsKeysOnlyAndSaysSo() {
        new AllMembers(desk.books.database, desk.books.tables).withAccounts(Optional.empty(), 0, 1);

        assertThat(sent.requests()).containsExactly("scan pk, sk of SPECIFIC_ATTRIBUTES");
    }

    @Test
    void anUnknownOperationIsOneReadAndClosingItOneItemMore() {
        OperationKey unknown = desk.purchase(Books.freshId());

        assertThat(refusal(desk.refund(unknown, "r-1", 100))).isEqualTo(new Refusal.PurchaseNotFound());
        assertThat(sent.requests()).containsExactly("get entry");

        sent.forget();
        assertThat(desk.voidPurchase(unknown)).isInstanceOf(Followed.Closed.class);
        assertThat(sent.requests()).containsExactly("get entry", "put entry");

        sent.forget();
        assertThat(desk.voidPurchase(unknown)).isInstanceOf(Followed.Closed.class);
        assertThat(sent.requests()).containsExactly("get entry");
    }
}
