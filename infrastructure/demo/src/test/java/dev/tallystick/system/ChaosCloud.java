package dev.tallystick.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * A cloud among faults: every event of a function comes twice or late, answers get lost after what they tell of is done, services
 * fail or say that they are asked too much, functions are killed in mid-call, and now and then all of it ends and starts anew.
 */
final class ChaosCloud {

    private static final List<Map<String, Object>> RULES = List.of(
            rule("dynamodb", "TransactWriteItems", "lost-answer", 0.1),
            rule("dynamodb", "TransactWriteItems", "conflict", 0.1),
            rule("dynamodb", "PutItem", "lost-answer", 0.1),
            rule("dynamodb", "GetItem", "unavailable", 0.03),
            rule("dynamodb", "Query", "throttle", 0.03),
            rule("sqs", "SendMessage", "lost-answer", 0.2),
            rule("sqs", "SendMessage", "unavailable", 0.2),
            Map.of("service", "lambda", "kind", "latency", "milliseconds", 300, "rate", 0.3),
            rule("lambda", "Invoke", "lost-answer", 0.1),
            rule("lambda", "Invoke", "repeat", 1));

    private static final List<Map<String, Object>> WITHOUT_WRITES = List.of(
            rule("dynamodb", "TransactWriteItems", "unavailable", 1),
            rule("dynamodb", "PutItem", "unavailable", 1),
            rule("dynamodb", "UpdateItem", "unavailable", 1),
            rule("dynamodb", "DeleteItem", "unavailable", 1));

    private static final long WRITTEN_MILLIS = 1_000;

    private final Path data;
    private final int port;
    private final Random random;
    private final long seed;
    private final List<Long> fired = new ArrayList<>();
    private volatile Cloud cloud;

    private ChaosCloud(Path data, int port, long seed) {
        this.data = data;
        this.port = port;
        this.seed = seed;
        this.random = new Random(seed);
        RULES.forEach(_ -> fired.add(0L));
        this.cloud = Cloud.startForChaos(data, port);
    }

    static ChaosCloud start(Path data, long seed) {
        return new ChaosCloud(data, freePort(new Random()), seed);
    }

    private static Map<String, Object> rule(String service, String operation, String kind, double rate) {
        return Map.of("service", service, "operation", operation, "kind", kind, "rate", rate);
    }

    /** The one that runs now. */
    Cloud now() {
        return cloud;
    }

    /** From now on everything goes wrong. */
    void begin() {
        cloud.faults(seed, RULES);
    }

    /**
     * Kills functions until it is over, and all of the cloud each time that so much more is done.
     *
     * @param restarts how often the whole cloud ends
     * @param done how much of the work is done, from 0 to 1
     */
    void rage(int restarts, DoubleSupplier done, BooleanSupplier over) throws InterruptedException {
        int restarted = 0;
        while (!over.getAsBoolean()) {
            if (restarted < restarts && done.getAsDouble() > (restarted + 1.0) / (restarts + 1)) {
                restarted++;
                restart();
            }
            cloud.killOne(random.nextInt());
            Thread.sleep(random.nextInt(500, 3_000));
        }
    }

    /** What DynamoDB Local has acknowledged an instant before it is killed may be gone, as at DynamoDB it never is. */
    private void restart() throws InterruptedException {
        keepCounts();
        cloud.faults(seed, WITHOUT_WRITES);
        Thread.sleep(WRITTEN_MILLIS);
        cloud.end();
        cloud = Cloud.startForChaos(data, port);
        begin();
    }

    /** From now on nothing goes wrong any more; how often each rule had fired. */
    Map<String, Long> end() {
        keepCounts();
        cloud.faults(seed, List.of());
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < RULES.size(); i++) {
            Map<String, Object> rule = RULES.get(i);
            counts.put(rule.get("operation") + " " + rule.get("kind"), fired.get(i));
        }
        return counts;
    }

    private void keepCounts() {
        List<Long> now = cloud.fired();
        for (int i = 0; i < now.size(); i++) {
            fired.set(i, fired.get(i) + now.get(i));
        }
    }

    /** Below those that the system gives away by itself, so that it is still free when the cloud starts anew. */
    private static int freePort(Random random) {
        while (true) {
            int port = random.nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // somebody has it
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
