package dev.tallystick.upkeep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.DueAccounts;
import dev.tallystick.ledger.Settler;
import dev.tallystick.log.Log;
import dev.tallystick.points.MemberId;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.Tables;
import dev.tallystick.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes down what time has done where nobody has asked: by schedule, shard by shard of the index, beginning where the last run
 * stopped and as far as its time reaches. Two runs at once do nothing twice.
 */
public final class SettleDue implements RequestStreamHandler {

    private static final int SPARE_MILLIS = 10_000;
    private static final String WALK = "settle";

    private final DueAccounts due;
    private final Settler settler;
    private final Database database;
    private final Tables tables;
    private final InstantSource clock;

    public SettleDue() {
        this(Wiring.fromEnvironment());
    }

    private SettleDue(Wiring wiring) {
        this(
                new DueAccounts(wiring.database(), wiring.tables()),
                wiring.settler(),
                wiring.database(),
                wiring.tables(),
                wiring.clock());
    }

    SettleDue(DueAccounts due, Settler settler, Database database, Tables tables, InstantSource clock) {
        this.due = due;
        this.settler = settler;
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Run run = run(context.getAwsRequestId(), () -> context.getRemainingTimeInMillis() > SPARE_MILLIS);
        Map<String, Object> report = new JsonObject()
                .with("accounts", run.accounts)
                .with("entries", run.entries)
                .with("failed", run.failed)
                .with("shards", run.shards)
                .build();
        Log.info("settled", new JsonObject().withAll(report));
        if (run.failed > 0) {
            throw new IllegalStateException("%d accounts could not be settled".formatted(run.failed));
        }
        answer.write(Json.bytes(report));
    }

    /** What a run has done. */
    static final class Run {
        private int accounts;
        private int entries;
        private int failed;
        private int shards;

        int accounts() {
            return accounts;
        }

        int entries() {
            return entries;
        }

        int failed() {
            return failed;
        }

        int shards() {
            return shards;
        }
    }

    /** At least one shard's first page, then as long as time is left, each shard at most once. */
    Run run(String runId, BooleanSupplier timeIsLeft) {
        int first = Math.toIntExact(database.get(tables.insights(), Keys.checkpoint(WALK))
                .map(item -> item.number("shard"))
                .orElse(0L));
        Run run = new Run();
        do {
            int shard = (first + run.shards) % DueAccounts.SHARDS;
            if (!settle(shard, runId, run, timeIsLeft)) {
                break;
            }
            run.shards++;
        } while (run.shards < DueAccounts.SHARDS && timeIsLeft.getAsBoolean());
        int next = (first + run.shards) % DueAccounts.SHARDS;
        database.put(
                tables.insights(),
                Item.with(Keys.checkpoint(WALK)).put("format", 1).put("shard", next));
        return run;
    }

    /** Whether the shard was gone through. */
    private boolean settle(int shard, String runId, Run run, BooleanSupplier timeIsLeft) {
        Optional<DueAccounts.Position> from = Optional.empty();
        do {
            DueAccounts.Page page = due.page(shard, clock.instant(), from);
            page.members().forEach(member -> settle(member, runId, run));
            from = page.next();
        } while (from.isPresent() && timeIsLeft.getAsBoolean());
        return from.isEmpty();
    }

    /** One account that cannot be settled must not keep the others waiting. */
    private void settle(MemberId member, String runId, Run run) {
        try {
            int entries = settler.settle(member, runId);
            run.entries += entries;
            run.accounts += entries > 0 ? 1 : 0;
        } catch (RuntimeException e) {
            run.failed++;
            Log.error("settling-failed", new JsonObject().with("member", member.value()), e);
        }
    }
}
