package dev.tallystick.points;

import static dev.tallystick.points.Accounts.NOW;
import static dev.tallystick.points.Accounts.accepted;
import static dev.tallystick.points.Accounts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustingTest {

    /** Points there are, given or taken, and left. */
    @ParameterizedTest
    @CsvSource({"100, 50, 150", "0, 50, 50", "100, -50, 50", "100, -100, 0", "100, 1000000000000, 1000000000100"})
    void pointsAreGivenAndTakenByHand(long has, long points, long left) {
        Account account = has == 0 ? Accounts.enrolled() : Accounts.with(has, Channel.ONLINE);

        Decision.Accepted adjusted = accepted(adjust(account, points));

        assertThat(adjusted.next().balance().available().value()).isEqualTo(left);
        assertThat(adjusted.entry().postings())
                .isEqualTo(new Postings(Map.of(LedgerAccount.AVAILABLE, points, LedgerAccount.ADJUSTED, -points)));
        assertThat(adjusted.next().tierMonths()).as("it counts for no tier").isEqualTo(account.tierMonths());
    }

    @Test
    void moreThanThereIsCannotBeTaken() {
        Account account = Accounts.with(100, Channel.ONLINE);

        assertThat(refused(adjust(account, -101))).isEqualTo(new Refusal.InsufficientPoints(account.balance()));
    }

    @Test
    void whatIsGivenEndsLikeWhatIsEarned() {
        Account account = accepted(adjust(Accounts.enrolled(), 70)).next();

        assertThat(account.lots().lots()).containsExactly(new Lot(Instant.parse("2028-12-01T00:00:00Z"), 0, 70));
    }

    private static Decision adjust(Account account, long points) {
        return Deciding.adjust(account, new Command.Adjust(points, Channel.OFFICE, "goodwill"), Program.shipped(), NOW);
    }
}
