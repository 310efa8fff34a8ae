package dev.tallystick.batch;

import dev.tallystick.ledger.RequestCode;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.time.Instant;

/**
 * What is known of a batch for ever; its operations are in the queue only.
 *
 * @param total operations in it
 * @param acceptedAt when it first came
 * @param requestId of the request by which it first came
 * @param code by which a repeat is known to be the same
 */
record BatchHeader(BatchKey key, int total, Instant acceptedAt, String requestId, RequestCode code) {

    private static final int FORMAT = 1;

    Item write() {
        return Item.with(Keys.batch(key.source(), key.terminal(), key.batchId()))
                .put("format", FORMAT)
                .put("source", key.source())
                .put("terminal", key.terminal())
                .put("batchId", key.batchId())
                .put("total", total)
                .put("acceptedAt", acceptedAt)
                .put("requestId", requestId)
                .put("mac", code.mac())
                .put("macKey", code.keyVersion());
    }

    static BatchHeader read(Item item) {
        return new BatchHeader(
                new BatchKey(item.text("source"), item.optionalText("terminal"), item.text("batchId")),
                Math.toIntExact(item.number("total")),
                item.instant("acceptedAt"),
                item.text("requestId"),
                new RequestCode(item.text("macKey"), item.bytes("mac")));
    }
}
