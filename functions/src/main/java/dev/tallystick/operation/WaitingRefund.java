package dev.tallystick.operation;

import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.BatchRow;
import dev.tallystick.ledger.FollowUp;
import dev.tallystick.ledger.Origin;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Command;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A refund that came before its purchase: what was asked, in its canonical form, and who asked.
 *
 * @param refundId the client's own id of it
 * @param at when it came
 */
public record WaitingRefund(OperationKey purchase, String refundId, Instant at, Origin origin, String canonical) {

    /** How long it is kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** When it is over, in epoch seconds; DynamoDB removes it some time later. */
    static final String EXPIRES_AT = "expiresAt";

    private static final int FORMAT = 1;

    /** An item has at most 400 KB. */
    private static final int LARGEST = 350 * 1024;

    /** What a request asks that has to wait. */
    static WaitingRefund of(FollowUp request, String canonical, Instant at) {
        return new WaitingRefund(request.subject(), request.stepId().orElseThrow(), at, request.origin(), canonical);
    }

    /** Whether it is more than an item can hold. */
    boolean isTooLarge() {
        return canonical.getBytes(StandardCharsets.UTF_8).length > LARGEST;
    }

    /** Its id as answers name it. */
    public String id() {
        return origin.by() + ":" + refundId;
    }

    /** The row of a batch that it came in, if it came in one. */
    public Optional<BatchRow> row() {
        return Optional.ofNullable(origin.batchRow());
    }

    /** Every row of a batch waits for itself, so that each gets its result. */
    Keys keys() {
        String own = row().map(row -> "#" + row.batch() + "#" + row.index()).orElse("");
        return Keys.waiting(purchase.id(), id() + own);
    }

    Item write() {
        return Item.with(keys())
                .put("format", FORMAT)
                .put("purchase", purchase.id())
                .put("refundId", refundId)
                .put("at", at)
                .put("asked", canonical)
                .put("source", origin.source())
                .put("channel", Names.of(origin.channel()))
                .put("terminal", origin.terminal())
                .put("keyId", origin.keyId())
                .put("operator", origin.operator())
                .put("businessDate", origin.businessDate().toString())
                .put("requestId", origin.requestId())
                .put("correlationId", origin.correlationId())
                .put("batch", row().map(BatchRow::batch).orElse(null))
                .putIfAny("row", row().map(row -> (long) row.index()).orElse(null))
                .put(EXPIRES_AT, at.plus(KEPT).getEpochSecond());
    }

    static WaitingRefund read(Item item) {
        return new WaitingRefund(
                OperationKey.parse(OperationKind.PURCHASE, item.text("purchase"))
                        .orElseThrow(),
                item.text("refundId"),
                item.instant("at"),
                new Origin(
                        item.text("source"),
                        Names.parse(Channel.class, item.text("channel")),
                        item.optionalText("terminal"),
                        item.text("keyId"),
                        item.optionalText("operator"),
                        LocalDate.parse(item.text("businessDate")),
                        item.text("requestId"),
                        item.text("correlationId"),
                        item.has("batch")
                                ? new BatchRow(item.text("batch"), Math.toIntExact(item.number("row")))
                                : null),
                item.text("asked"));
    }

    /** Whether it is over, though the item may still be there. */
    static boolean isOver(Item item, Instant now) {
        return item.number(EXPIRES_AT) <= now.getEpochSecond();
    }

    public FollowUp request() {
        return new FollowUp(purchase, origin, Optional.of(refundId), all -> canonical, Optional.empty());
    }

    /** What was asked, read from its canonical form. */
    public Command.Refund command(String currency) {
        Fields asked;
        try {
            asked = Fields.of(Json.parse(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (Json.Malformed e) {
            throw new IllegalStateException("a waiting refund that this code did not write", e);
        }
        return RefundRequest.command(
                Goods.readReturned(asked, currency), asked.flag("restorePoints", true), row().isPresent());
    }
}
