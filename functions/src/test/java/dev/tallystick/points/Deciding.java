package dev.tallystick.points;

import java.time.Instant;
import java.util.List;

/** Decisions on an account by itself, for operations whose id does not matter. */
public final class Deciding {

    private static int operations;

    private Deciding() {}

    public static Decision.Accepted enrol(MemberId member, Program program, Instant now) {
        return Decide.enrol(next(OperationKind.ENROLMENT), member, program, now);
    }

    public static Decision purchase(Account account, Command.RecordPurchase purchase, Program program, Instant now) {
        return DecidePurchase.record(scene(account, OperationKind.PURCHASE, program, now), purchase);
    }

    public static Decision redeem(Account account, Command.RedeemPoints redeem, Program program, Instant now) {
        return DecideRedemption.redeem(scene(account, OperationKind.REDEMPTION, program, now), redeem);
    }

    public static Decision adjust(Account account, Command.Adjust adjust, Program program, Instant now) {
        return Decide.adjust(scene(account, OperationKind.ADJUSTMENT, program, now), adjust);
    }

    public static Scene scene(Account account, OperationKind kind, Program program, Instant now) {
        return new Scene(account, next(kind), List.of(), program, now);
    }

    public static OperationKey next(OperationKind kind) {
        operations++;
        return new OperationKey(kind, "shop", null, "op-" + operations);
    }
}
