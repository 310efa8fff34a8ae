package dev.tallystick.operation;

import dev.tallystick.access.Caller;
import dev.tallystick.api.Call;
import dev.tallystick.api.Happened;
import dev.tallystick.api.MemberNames;
import dev.tallystick.api.OperationIds;
import dev.tallystick.api.Write;
import dev.tallystick.json.Fields;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.MemberName;
import dev.tallystick.points.Command;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.WaitsFor;
import dev.tallystick.store.Names;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as a shop or till posts it, or asks what it would earn.
 *
 * @param member absent only in a quote
 * @param paidWith redemptions that pay for it
 */
public record PurchaseRequest(
        Write write,
        Optional<MemberName> member,
        Goods goods,
        @Nullable WaitsFor waitsFor,
        List<OperationKey> paidWith) {

    private static final int MOST_REDEMPTIONS = 5;

    static PurchaseRequest read(Fields body, Caller caller, String currency) {
        Write write = Write.read(body, "purchaseId");
        Optional<MemberName> member = Optional.of(MemberNames.read(body, caller.source()));
        return rest(body, caller, write, member, Goods.read(body, currency, Optional.empty()));
    }

    /** @param now when it happened, where the body does not say */
    public static PurchaseRequest readQuote(Fields body, Caller caller, String currency, Instant now) {
        Write write = Write.readWithoutId(body);
        Optional<MemberName> member =
                body.has("member") ? Optional.of(MemberNames.read(body, caller.source())) : Optional.empty();
        return rest(body, caller, write, member, Goods.read(body, currency, Optional.of(now)));
    }

    private static PurchaseRequest rest(
            Fields body, Caller caller, Write write, Optional<MemberName> member, Goods goods) {
        WaitsFor waitsFor =
                body.optionalChoice("activateOn", Names.all(WaitsFor.class), Names.choiceOf(WaitsFor.class));
        List<OperationKey> paidWith =
                OperationIds.readAll(body, "paidWith", MOST_REDEMPTIONS, OperationKind.REDEMPTION, caller);
        if (new HashSet<>(paidWith).size() < paidWith.size()) {
            body.fault("paidWith", "must not name a redemption twice");
        }
        body.finish();
        paidWith.forEach(redemption -> caller.mustActOn(redemption.source()));
        return new PurchaseRequest(write, member, goods, waitsFor, paidWith);
    }

    /** What a quote asks. */
    public Command.RecordPurchase command(Caller caller) {
        return command(caller, write.businessDate(caller, goods.occurredAt()), false);
    }

    /** What a purchase asks. */
    Command.RecordPurchase command(Call call, Happened happened) {
        return command(call.caller(), write.businessDate(call.caller(), happened), call.wasOffline());
    }

    private Command.RecordPurchase command(Caller caller, LocalDate businessDate, boolean offline) {
        return new Command.RecordPurchase(
                goods.total(),
                goods.commandLines(),
                goods.charges(),
                goods.occurredAt(),
                businessDate,
                caller.source().channel(),
                caller.source().id(),
                waitsFor,
                offline);
    }

    /** The fields by which a repeat is known to be the same. */
    JsonObject asked() {
        return goods.asked()
                .with("activateOn", waitsFor == null ? null : Names.of(waitsFor))
                .withAny("paidWith", paidWith.stream().map(OperationKey::id).toList());
    }
}
