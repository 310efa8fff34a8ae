package dev.tallystick.upkeep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tallystick.json.Fields;
import dev.tallystick.json.Json;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.DueAccounts;
import dev.tallystick.ledger.Settler;
import dev.tallystick.log.Beside;
import dev.tallystick.log.CallScope;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Writes down what time has done where nobody has asked: by schedule, shard by shard of the index, beginning where the last run
 * stopped and as far as its time reaches. Several share the shards, each with a part of them; two runs of one part at once do nothing
 * twice.
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
        Share share = share(event);
        JsonObject about = new JsonObject().with("correlationId", context.getAwsRequestId());
        answer.write(Json.bytes(CallScope.within(about, () -> settle(share, context))));
    }

    private Map<String, Object> settle(Share share, Context context) {
        Run run = run(share, context.getAwsRequestId(), () -> context.getRemainingTimeInMillis() > SPARE_MILLIS);
        Map<String, Object> report = new JsonObject()
                .with("accounts", run.accounts)
                .with("entries", run.entries)
                .with("failed", run.failed)
                .with("shards", run.shards)
                .build();
        Log.answered("settled", new JsonObject().withAll(report));
        return report;
    }

    /** A schedule may send its own event, or say nothing: then there is one for all shards. */
    private static Share share(InputStream event) throws IOException {
        try {
            return Json.parse(event) instanceof Map<?, ?> payload ? Share.read(Fields.of(payload)) : Share.WHOLE;
        } catch (Json.Malformed e) {
            return Share.WHOLE;
        }
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

        private void add(OptionalInt settled) {
            int written = settled.orElse(0);
            entries += written;
            accounts += written > 0 ? 1 : 0;
            failed += settled.isPresent() ? 0 : 1;
        }
    }

    /** At least one shard's first page, then as long as time is left, each shard of its part at most once. */
    Run run(Share share, String runId, BooleanSupplier timeIsLeft) {
        List<Integer> shards = share.shards(DueAccounts.SHARDS).boxed().toList();
        Keys checkpoint = Keys.checkpoint(share.nameOf(WALK));
        int first = Math.toIntExact(database.get(tables.insights(), checkpoint)
                .map(item -> item.number("shard"))
                .orElse(0L));
        Run run = new Run();
        do {
            int shard = shards.get((first + run.shards) % shards.size());
            if (!settle(shard, runId, run, timeIsLeft)) {
                break;
            }
            run.shards++;
        } while (run.shards < shards.size() && timeIsLeft.getAsBoolean());
        int next = (first + run.shards) % shards.size();
        database.put(tables.insights(), Item.with(checkpoint).put("format", 1).put("shard", next));
        return run;
    }

    /** Whether the shard was gone through. */
    private boolean settle(int shard, String runId, Run run, BooleanSupplier timeIsLeft) {
        Optional<DueAccounts.Position> from = Optional.empty();
        do {
            DueAccounts.Page page = due.page(shard, clock.instant(), from);
            Beside.each(page.members(), member -> settle(member, runId)).forEach(run::add);
            from = page.next();
        } while (from.isPresent() && timeIsLeft.getAsBoolean());
        return from.isEmpty();
    }

    /** Entries written; nothing where it cannot be settled, which must not keep the others waiting. */
    private OptionalInt settle(MemberId member, String runId) {
        try {
            return OptionalInt.of(settler.settle(member, runId));
        } catch (RuntimeException e) {
            Log.error("settling-failed", new JsonObject().with("member", member.value()), e);
            return OptionalInt.empty();
        }
    }
}
