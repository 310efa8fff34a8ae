package dev.tallystick.points;

import java.time.Instant;
import java.util.List;

/**
 * What a command is decided on.
 *
 * @param account as time has left it at {@link #at()}
 * @param operation that the command is, or is a step of
 * @param redemptions that pay for a purchase, in the order named
 * @param program as it stands
 * @param now by this function's clock
 * @param counter where the member is served
 */
public record Scene(
        Account account,
        OperationKey operation,
        List<Redemption> redemptions,
        Program program,
        Instant now,
        Counter counter) {

    public Scene {
        redemptions = List.copyOf(redemptions);
    }

    /** For what nobody has to be present for. */
    public Scene(Account account, OperationKey operation, List<Redemption> redemptions, Program program, Instant now) {
        this(account, operation, redemptions, program, now, Counter.NONE);
    }

    /** When its entries happen. */
    Instant at() {
        return account.next(now);
    }
}
