package dev.tallystick.load;

import dev.tallystick.demo.Api;
import dev.tallystick.demo.Connection;
import dev.tallystick.demo.Document;
import dev.tallystick.demo.Fault;
import dev.tallystick.demo.Pause;
import dev.tallystick.demo.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tills did without a network: kept, and sent in batches when it is back. */
final class Tills {

    private static final int MOST_ROWS = 500;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Connection connection;
    private final String run;
    private final Map<Source, List<Map<String, Object>>> kept = new EnumMap<>(Source.class);
    private final Map<String, Source> batches = new HashMap<>();

    Tills(Connection connection, String run) {
        this.connection = connection;
        this.run = run;
    }

    void keep(Source source, Map<String, Object> purchase) {
        Map<String, Object> row = new HashMap<>(purchase);
        row.put("type", "purchase");
        kept.computeIfAbsent(source, _ -> new ArrayList<>()).add(row);
    }

    /** Sends all that is kept; how many operations those are. */
    long send(Sender sender) {
        long sent = 0;
        for (var store : kept.entrySet()) {
            List<Map<String, Object>> rows = store.getValue();
            for (int from = 0; from < rows.size(); from += MOST_ROWS) {
                List<Map<String, Object>> part = rows.subList(from, Math.min(rows.size(), from + MOST_ROWS));
                String id = "%s-%s-%d".formatted(run, store.getKey().id(), from);
                Sender.Outcome outcome = sender.post(
                        "batch",
                        System.nanoTime(),
                        connection.key(store.getKey()),
                        "/v1/batches",
                        Map.of("batchId", id, "operations", part));
                if (!(outcome instanceof Sender.Outcome.Done)) {
                    throw new Fault("batch " + id + " was not accepted");
                }
                batches.put(id, store.getKey());
                sent += part.size();
            }
        }
        return sent;
    }

    /** Waits for every batch; what became of a row is the same as if it had been sent by itself. */
    void await(Api api, Acknowledged acknowledged) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (var batch : batches.entrySet()) {
            String key = connection.key(batch.getValue());
            Document status = api.get(key, "/v1/batches/" + batch.getKey()).success();
            while (status.number("done") < status.number("total")) {
                if (System.nanoTime() > end) {
                    throw new Fault("batch %s has %d of %d rows done and goes on no more"
                            .formatted(batch.getKey(), status.number("done"), status.number("total")));
                }
                Pause.of(BETWEEN_LOOKS);
                status = api.get(key, "/v1/batches/" + batch.getKey()).success();
            }
            status.objects("results").forEach(row -> note(api, key, row, acknowledged));
        }
    }

    private static void note(Api api, String key, Document row, Acknowledged acknowledged) {
        if (row.text("status").equals("refused")) {
            throw new Fault("a row of a batch was refused: " + row);
        }
        Document purchase = api.get(key, "/v1/purchases/" + row.text("id")).success();
        acknowledged.promised(
                purchase.text("memberId"),
                "purchase " + row.text("id"),
                purchase.object("earned").number("points"));
    }
}
