package dev.tallystick.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every refusal and every fact of the domain happens. */
class OutcomesTest {

    /** Where refusals come from that no decision gives. */
    private static final Set<Class<?>> OF_THE_LEDGER = Set.of(
            Refusal.MemberNotFound.class,
            Refusal.IdentifierTaken.class,
            Refusal.IdentifierBlocked.class,
            Refusal.IdentifierNotFound.class,
            Refusal.LastCardNumber.class,
            Refusal.TooManyIdentifiers.class,
            Refusal.TooManyConsents.class,
            Refusal.OtherBusinessDate.class,
            Refusal.PurchaseNotFound.class,
            Refusal.RedemptionNotFound.class);

    private static final List<String> REFUSED = List.of(
            "redeem r1 100 -> InsufficientPoints nothing",
            "adjust -1 -> InsufficientPoints nothing",
            "redeem r1 99 -> BelowMinimum",
            "program step=7 | redeem r1 100 -> NotAStep",
            "buy p1 1.00 happened 2026-11-23T10:00:00.001Z -> TooFarAhead",
            "program earn=1000/1 | buy p1 10000000000.00 -> TooManyPoints",
            "hold h1 100 169h -> HoldTooLong",
            "adjust 1100 | hold h1 100 | hold h2 100 | hold h3 100 | hold h4 100 | hold h5 100 | hold h6 100"
                    + " | hold h7 100 | hold h8 100 | hold h9 100 | hold h10 100 | hold h11 100 -> TooManyHolds",
            "adjust 200 | hold h1 100 | hold h1 100 -> OperationIdReused",
            "program codes=in_store | adjust 100 | redeem r1 100 in_store -> MemberCodeNeeded",
            "adjust 200 | redeem r1 100 code 7 | redeem r2 100 code 7 -> MemberCodeUsed",
            "program hour=1 | adjust 1000 | redeem r1 100 | redeem r2 100 -> TooManyRedemptions 1 PT1H",
            "adjust 100 | redeem r1 100 | buy p1 9.00 with r1 | buy p2 9.00 with r1 -> RedemptionNotUsable",
            "adjust 100 | redeem r1 100 | reverse r1 | buy p1 9.00 with r1 -> RedemptionNotUsable",
            "adjust 100 | redeem r1 100 | extend r1 1h -> RedemptionNotHeld",
            "adjust 100 | hold h1 100 | capture h1 101 -> CaptureExceedsHold 100",
            "adjust 100 | redeem r1 100 | reverse r1 101 -> ReversalExceedsRedemption 100",
            "adjust 100 | redeem r1 100 | reverse r1 0 -> ReversalExceedsRedemption 100",
            "adjust 100 | redeem r1 100 | reverse r1 1 | void r1 -> RedemptionReversed",
            "buy p1 9.00 | activate p1 -> PurchaseNotPending",
            "buy p1 9.00 pickup | activate p1 9.01 -> ActivationExceedsPurchase 9.00",
            "adjust 100 | hold h1 100 | erase | capture h1 -> MemberErased",
            "buy p1 9.00 | refund p1 1.00 | void p1 -> PurchaseRefunded",
            "buy p1 9.00 | refund p1 9.01 -> RefundExceedsPurchase 9.00",
            "buy p1 9.00 | void p1 | refund p1 9.00 -> OperationVoided",
            "adjust 100 | hold h1 100 1s" + " | extend h1 %dm".repeat(101) + " -> TooManySteps 100");

    @Test
    void everyRefusalIsReachedAndChangesNothing() {
        Set<Class<?>> reached = REFUSED.stream()
                .map(OutcomesTest::refused)
                .map(Refusal::getClass)
                .collect(Collectors.toSet());

        assertThat(Stream.concat(reached.stream(), OF_THE_LEDGER.stream()))
                .containsExactlyInAnyOrder(Refusal.class.getPermittedSubclasses());
    }

    private static Refusal refused(String row) {
        String[] toldAndRefusal = row.formatted(minutes()).split(" -> ", -1);
        Story story = Story.of(toldAndRefusal[0]);
        assertThat(story.seen("refused | kinds"))
                .as(toldAndRefusal[0])
                .isEqualTo("refused " + toldAndRefusal[1] + " | kinds none");
        return story.refusal();
    }

    /** Longer and longer, for those rows that have a place for them. */
    private static Object[] minutes() {
        return Stream.iterate(1, i -> i + 1).limit(101).toArray();
    }

    @Test
    void everyFactHappens() {
        Life life = new Life(Program.shipped());
        life.wholeStory();

        Set<Class<?>> facts = Stream.of(Fact.class, Fact.ByProgram.class)
                .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .collect(Collectors.toSet());
        assertThat(life.entries().stream()
                        .<Class<?>>map(entry -> entry.fact().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(facts);
        assertThat(life.entries().stream().map(entry -> entry.fact().kind())).contains(Kind.values());
    }

    @Test
    void anAccountIsTheSumOfItsEntries() {
        Life life = new Life(Program.shipped());
        life.wholeStory();

        Account replayed = Account.beginning(life.entries().getFirst());
        for (Entry entry : life.entries().subList(1, life.entries().size())) {
            replayed = replayed.after(entry);
        }
        assertThat(replayed).isEqualTo(life.account());
    }

    @Test
    void aRedemptionOfSomebodyElsePaysForNothing() {
        Life other = new Life(Program.shipped());
        other.adjust(100);
        other.redeem("r", 100);
        Scene scene = new Scene(
                Accounts.enrolled(),
                Life.purchaseKey("p"),
                List.of(other.redemption("r")),
                Program.shipped(),
                Accounts.NOW);

        assertThat(Accounts.refused(DecidePurchase.record(scene, Accounts.purchase(1_000, Channel.ONLINE))))
                .isEqualTo(new Refusal.RedemptionNotUsable(Life.redemptionKey("r")));
    }
}
