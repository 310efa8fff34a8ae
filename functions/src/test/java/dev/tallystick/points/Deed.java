package dev.tallystick.points;

import java.util.List;

/**
 * A command as somebody gives it.
 *
 * @param member who it is for, where it is an operation of its own; a further step is for whose operation it follows
 * @param id of the purchase, redemption or adjustment
 * @param paidWith redemptions that pay for a purchase
 * @param counter where it is given, and what was shown there
 */
record Deed(int member, String id, Command command, List<String> paidWith, Counter counter) {

    Deed {
        paidWith = List.copyOf(paidWith);
    }

    Deed(int member, String id, Command command) {
        this(member, id, command, List.of());
    }

    Deed(int member, String id, Command command, List<String> paidWith) {
        this(member, id, command, paidWith, Counter.NONE);
    }

    Deed at(Counter other) {
        return new Deed(member, id, command, paidWith, other);
    }

    /** Whether it is an operation of its own, and no further step of one. */
    boolean begins() {
        return switch (command) {
            case Command.RecordPurchase _,
                    Command.RedeemPoints _,
                    Command.HoldPoints _,
                    Command.Adjust _,
                    Command.Erase _ -> true;
            case Command.Refund _,
                    Command.Activate _,
                    Command.VoidPurchase _,
                    Command.Extend _,
                    Command.Capture _,
                    Command.Release _,
                    Command.Reverse _,
                    Command.VoidRedemption _ -> false;
        };
    }

    OperationKey operation() {
        return switch (command) {
            case Command.RecordPurchase _, Command.Refund _, Command.Activate _, Command.VoidPurchase _ ->
                key(OperationKind.PURCHASE, id);
            case Command.RedeemPoints _,
                    Command.HoldPoints _,
                    Command.Extend _,
                    Command.Capture _,
                    Command.Release _,
                    Command.Reverse _,
                    Command.VoidRedemption _ -> key(OperationKind.REDEMPTION, id);
            case Command.Adjust _ -> key(OperationKind.ADJUSTMENT, id);
            // No operation has this key: an erasure is of the member and of nothing else.
            case Command.Erase _ -> key(OperationKind.ENROLMENT, "erase" + id);
        };
    }

    static OperationKey key(OperationKind kind, String id) {
        return new OperationKey(kind, source(id), null, id);
    }

    /** Where something of this id happens. */
    static String source(String id) {
        return id.startsWith("o") ? "outlet" : "shop";
    }
}
