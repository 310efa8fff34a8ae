package dev.tallystick.points;

import static dev.tallystick.points.Channel.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a member code is needed, and that each is good for one spending. */
class MemberCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "adjust 300 | redeem r1 100 in_store; accepted",
                "adjust 300 | redeem r1 100 online code 7; accepted",
                "program codes=in_store | adjust 300 | redeem r1 100 in_store; MemberCodeNeeded",
                "program codes=in_store | adjust 300 | redeem r1 100 in_store code 7; accepted",
                "program codes=in_store | adjust 300 | redeem r1 100 online; accepted",
                "program codes=in_store | adjust 300 | redeem r1 100; accepted",
                "program codes=online | adjust 300 | redeem r1 100 online; MemberCodeNeeded",
                "program codes=online | adjust 300 | redeem r1 100 in_store; accepted",
                "program codes=in_store | redeem r1 100 in_store; MemberCodeNeeded",
                "program codes=in_store offline=100 | redeem r1 100 in_store offline; accepted",
                "program codes=in_store offline=100 | adjust 300 | redeem r1 101 in_store offline; MemberCodeNeeded",
                "program codes=in_store | adjust 300 | redeem r1 99 in_store; BelowMinimum",
                "adjust 300 | redeem r1 100 code 7 | redeem r2 100 code 7; MemberCodeUsed",
                "adjust 300 | redeem r1 100 code 7 | redeem r2 100 code 8; accepted",
                "adjust 300 | redeem r1 100 code 8 | redeem r2 100 code 7; accepted",
                "adjust 300 | redeem r1 100 code 8 | redeem r2 100 code 7 | redeem r3 100 code 8; MemberCodeUsed",
                "adjust 300 | redeem r1 100 code 7 | redeem r2 100; accepted",
                "adjust 300 | redeem r1 100 code 7 | void r1 | redeem r2 100 code 7; MemberCodeUsed",
                "adjust 300 | redeem r1 100 code 100 | redeem r2 100 code 36; accepted",
                "adjust 300 | redeem r1 100 code 100 | redeem r2 100 code 35; MemberCodeUsed",
            })
    void aSpendingIsAsTheCodesBeforeIt(String told, String outcome) {
        String seen = Story.of(told).seen("refused");

        assertThat(seen).isEqualTo(outcome.equals("accepted") ? "done" : "refused " + outcome);
    }

    /** Against a set that forgets nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStepsAreThoseOfASet(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        UsedSteps steps = UsedSteps.NONE;
        TreeSet<Long> set = new TreeSet<>();
        long now = 1_000;
        for (int i = 0; i < 2_000; i++) {
            now += random.nextInt(4) == 0 ? random.nextInt(70) : random.nextInt(3);
            long step = now - random.nextInt(70);
            boolean used = set.contains(step) || (!set.isEmpty() && set.last() - step > 64);
            assertThat(steps.has(step)).as("%d after %s", step, steps).isEqualTo(used);
            if (!used) {
                steps = steps.with(step);
                set.add(step);
            }
        }
    }

    @Test
    void aQuoteSaysThatACodeIsNeededAndHowMuchItWouldBe() {
        Program program = ProgramText.changed(Program.shipped(), List.of("codes=online"));
        Account member = Accounts.with(500, ONLINE);
        Money total = new Money(1_000);

        assertThat(Redeemable.on(total, member, program, new Counter(ONLINE, null)))
                .isEqualTo(new Redeemable(Points.of(500), new Money(500), Redeemable.LimitedBy.MEMBER_CODE));
        for (Counter free : Set.of(new Counter(ONLINE, 7L), new Counter(Channel.IN_STORE, null))) {
            assertThat(Redeemable.on(total, member, program, free))
                    .isEqualTo(new Redeemable(Points.of(500), new Money(500), Redeemable.LimitedBy.BALANCE));
        }
        assertThat(Redeemable.on(new Money(1), member, program, new Counter(ONLINE, null))
                        .limitedBy())
                .isEqualTo(Redeemable.LimitedBy.MINIMUM);
    }
}
