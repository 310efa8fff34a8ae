package dev.tallystick.load;

import dev.tallystick.demo.Amounts;
import dev.tallystick.demo.Answer;
import dev.tallystick.demo.Api;
import dev.tallystick.demo.Channel;
import dev.tallystick.demo.Connection;
import dev.tallystick.demo.Document;
import dev.tallystick.demo.Fault;
import dev.tallystick.demo.Pause;
import dev.tallystick.demo.Purchase;
import dev.tallystick.demo.Source;
import dev.tallystick.demo.Story;
import dev.tallystick.load.Sender.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** {@code make load}: real purchases at a chosen rate against a running Tallystick, with members of its own. */
public final class Load {

    private static final int MOST_MEMBERS = 200;
    private static final int REDEEMING_ONE_IN = 10;
    private static final long REDEEMED_POINTS = 100;

    private final LoadPlan plan;
    private final Connection connection;
    private final Api patient;
    private final String run = "l" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Measures measures = new Measures();
    private final Acknowledged acknowledged = new Acknowledged();
    private final Sender sender;
    private final Tills tills;
    private final AtomicLong sent = new AtomicLong();
    private final Queue<String> brokenOff = new ConcurrentLinkedQueue<>();

    private Load(LoadPlan plan, Connection connection) {
        this.plan = plan;
        this.connection = connection;
        this.patient = new Api(connection.api());
        this.sender = new Sender(new Api(connection.api(), 1), measures);
        this.tills = new Tills(connection, run);
    }

    /** Takes the target's file, purchases a second, seconds, and the shape; ends with 1 where anything was lost or doubled. */
    public static void main(String[] arguments) {
        try {
            LoadPlan plan = LoadPlan.of(arguments);
            if (!new Load(plan, Connection.read(plan.target())).run()) {
                System.exit(1);
            }
        } catch (Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(1);
        }
    }

    private boolean run() {
        patient.checkHealth();
        Story story = Story.read();
        System.out.println("%s purchases in %s seconds, %s, at %s. Everything of it is called %s-…"
                .formatted(
                        Amounts.whole(plan.purchases()),
                        Amounts.whole(plan.length().toSeconds()),
                        plan.shape().text(),
                        connection.api(),
                        run));
        List<String> members = enrol(plan.shape() == Shape.HOT ? 1 : Math.min(MOST_MEMBERS, plan.purchases()));
        long start = System.nanoTime();
        play(story, members, start);
        double seconds = (System.nanoTime() - start) / 1e9;
        tills.await(patient, acknowledged);
        System.out.println("\n%s\n\n%s answers in %.1f seconds: %.1f a second."
                .formatted(measures.text(), Amounts.whole(measures.answers()), seconds, measures.answers() / seconds));
        return isAllThereOnce(members);
    }

    private List<String> enrol(int count) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(patient.post(connection.key(Source.WEB), "/v1/members", Map.of("enrolmentId", run + "-" + i))
                    .success()
                    .text("memberId"));
        }
        return members;
    }

    private void play(Story story, List<String> members, long start) {
        List<Duration> times = plan.shape().times(plan.purchases(), plan.length(), story);
        Duration half = plan.length().dividedBy(2);
        boolean offline = plan.shape() == Shape.OUTAGE;
        try (Ticker _ = Ticker.start(sent::get, measures);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times.size(); i++) {
                if (offline && times.get(i).compareTo(half) >= 0) {
                    offline = false;
                    start(threads, () -> sent.addAndGet(tills.send(sender)));
                }
                Purchase purchase = story.purchases().get(i % story.purchases().size());
                String member = members.get(i % members.size());
                Map<String, Object> body = body(purchase, i, member);
                long due = start + times.get(i).toNanos();
                if (offline && purchase.source().channel() == Channel.IN_STORE) {
                    tills.keep(purchase.source(), body);
                    continue;
                }
                Pause.of(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                sent.incrementAndGet();
                boolean redeems = i % REDEEMING_ONE_IN == 0;
                start(threads, () -> buy(purchase.source(), body, member, due, redeems));
            }
            if (offline) {
                sent.addAndGet(tills.send(sender));
            }
        }
    }

    /** What breaks off in a thread of its own is told in the end: else a batch that was not accepted would be missed by nobody. */
    private void start(ExecutorService threads, Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                brokenOff.add(String.valueOf(e.getMessage()));
            }
        });
    }

    private Map<String, Object> body(Purchase purchase, int number, String member) {
        Map<String, Object> body = new HashMap<>(purchase.body(Map.of("memberId", member)));
        body.put("purchaseId", run + "-" + number);
        body.put("occurredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return body;
    }

    private void buy(Source source, Map<String, Object> body, String member, long due, boolean redeems) {
        String id = String.valueOf(body.get("purchaseId"));
        String operation = "purchase " + source.id() + ":" + id;
        switch (sender.post("purchase", due, connection.key(source), "/v1/purchases", body)) {
            case Outcome.Done(Answer answer) -> {
                Document bought = answer.body();
                acknowledged.promised(member, operation, bought.object("earned").number("points"));
                if (redeems && bought.object("balance").number("available") >= REDEEMED_POINTS) {
                    redeem(source, id, member);
                }
            }
            case Outcome.Refused() -> {}
            case Outcome.Unknown() -> acknowledged.unknown(operation);
        }
    }

    private void redeem(Source source, String id, String member) {
        Map<String, Object> body =
                Map.of("redemptionId", id, "member", Map.of("memberId", member), "points", REDEEMED_POINTS);
        String operation = "redemption " + source.id() + ":" + id;
        sent.incrementAndGet();
        switch (sender.post("redemption", System.nanoTime(), connection.key(source), "/v1/redemptions", body)) {
            case Outcome.Done(Answer answer) ->
                acknowledged.promised(member, operation, -answer.body().number("points"));
            case Outcome.Refused() -> {}
            case Outcome.Unknown() -> acknowledged.unknown(operation);
        }
    }

    private boolean isAllThereOnce(List<String> members) {
        List<String> faults = new ArrayList<>(brokenOff);
        faults.addAll(new EndCheck(patient, connection.key(Source.WEB)).faults(members, acknowledged));
        faults.stream().limit(20).forEach(System.out::println);
        System.out.println(String.format(
                Locale.ROOT,
                "%s operations were acknowledged, of %s nobody knows; lost, doubled or wrong: %s.",
                Amounts.whole(acknowledged.operations()),
                Amounts.whole(acknowledged.unknownOperations()),
                Amounts.whole(faults.size())));
        return faults.isEmpty();
    }
}
