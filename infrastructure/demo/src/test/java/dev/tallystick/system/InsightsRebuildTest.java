package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Figures are counted anew from the ledger while purchases go on, and are then what the ledger's table comes to. */
@OwnCloud
class InsightsRebuildTest {

    private static final Cloud CLOUD = Cloud.start(Cloud.dataDirectory());

    /** The margin is five minutes where none is asked for. */
    private static final String BEYOND_THE_MARGIN = "{\"forward\": \"PT5M1S\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final String dates = "?from=" + today.minusDays(3) + "&to=" + today.plusDays(3);
    private final Shop web = CLOUD.shop("web");
    private final Shop store = CLOUD.shop("store-1");

    /** Nobody is in mid-call while the clock is moved: what a call began before would seem to take as long. */
    private final ReadWriteLock calls = new ReentrantReadWriteLock();

    @AfterAll
    static void stop() throws InterruptedException {
        CLOUD.stop();
    }

    /** All figures as they are read. */
    private record Read(Map<String, Object> books, List<Map<String, Object>> daily, Map<String, Object> journeys) {}

    @Test
    void whilePurchasesGoOnAndAfterSomebodyHasSpoiltThem() throws Exception {
        List<String> members = List.of(web.enrol(), store.enrol(), web.enrol());
        for (int i = 0; i < 3; i++) {
            members.forEach(this::shopping);
        }
        CLOUD.booksThatCountEverything();
        theFiguresAreThoseOfTheLedger();
        Read before = read();

        countAnew();
        assertThat(read()).isEqualTo(before);

        Answer spoilt = CLOUD.dynamodb("UpdateItem", """
                {"TableName": "tallystick-prod-insights",
                 "Key": {"pk": {"S": "TRIAL_BALANCE"}, "sk": {"S": "TRIAL_BALANCE"}},
                 "UpdateExpression": "add available :much, issued :less",
                 "ExpressionAttributeValues": {":much": {"N": "1000000"}, ":less": {"N": "-1000000"}}}""");
        assertThat(spoilt.status()).as(spoilt.text()).isEqualTo(200);
        assertThat(books().number("available")).isGreaterThanOrEqualTo(1_000_000);
        AtomicBoolean open = new AtomicBoolean(true);
        try (ExecutorService tills = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> busy = new ArrayList<>();
            for (String member : members) {
                busy.add(tills.submit(() -> {
                    while (open.get()) {
                        shopping(member);
                    }
                }));
            }
            try {
                countAnew();
                members.forEach(this::shopping);
            } finally {
                open.set(false);
            }
            for (Future<?> till : busy) {
                till.get();
            }
        }

        CLOUD.booksThatCountEverything();
        theFiguresAreThoseOfTheLedger();
        assertThat(CLOUD.entries()).isGreaterThan(((Number) before.books().get("entries")).longValue());
    }

    /** Buys in both channels, spends what was earned in the other, and has some of it undone by somebody else. */
    private void shopping(String member) {
        String id = Cloud.freshId();
        done(() -> web.buy("w-" + id, member, 60_000));
        done(() -> store.buy("s-" + id, member, 20_000));
        done(() -> store.redeem("r-" + id, member, 200));
        done(() -> web.redemption("store-1:r-" + id, "reversals", "{\"reversalId\": \"b\", \"points\": 50}"));
        done(() -> web.hold("h-" + id, member, 100, "PT1H"));
        done(() -> store.redemption("web:h-" + id, "capture", "{}"));
        done(() -> store.refund("f-" + id, "web:w-" + id, 10_000));
        done(() -> store.purchase("store-1:s-" + id, "void", "{}"));
    }

    private void done(Call call) {
        calls.readLock().lock();
        try {
            Answer answer = call.answer();
            assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        } finally {
            calls.readLock().unlock();
        }
    }

    private interface Call {
        Answer answer();
    }

    private void countAnew() throws IOException, InterruptedException {
        assertThat(rebuild().at("done")).isEqualTo(false);
        forward();
        assertThat(rebuild().at("done")).isEqualTo(false);
        forward();
        Answer report = Cloud.eventually(this::rebuild, found -> Boolean.TRUE.equals(found.at("done")));
        assertThat(report.number("entries")).isPositive();
    }

    private Answer rebuild() {
        Answer report = CLOUD.invoke("RebuildInsightsFunction", "{}");
        assertThat(report.body()).as(report.text()).containsKey("done");
        return report;
    }

    /** By itself: it is no operation of the document. */
    private void forward() throws IOException, InterruptedException {
        calls.writeLock().lock();
        try {
            HttpRequest move = HttpRequest.newBuilder(CLOUD.api().resolve("/_local/clock"))
                    .POST(BodyPublishers.ofString(BEYOND_THE_MARGIN))
                    .build();
            HttpResponse<String> moved = client.send(move, BodyHandlers.ofString());
            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        } finally {
            calls.writeLock().unlock();
        }
    }

    private Read read() {
        return new Read(books().body(), daily().list("rows"), journeys().body());
    }

    private static Answer books() {
        return CLOUD.get(CLOUD.key("office"), "/v1/insights/trial-balance");
    }

    private Answer daily() {
        return CLOUD.get(CLOUD.key("office"), "/v1/insights/daily" + dates);
    }

    private Answer journeys() {
        return CLOUD.get(CLOUD.key("office"), "/v1/insights/journeys" + dates);
    }

    /** Over all days: the clock may be moved over midnight. */
    private static long total(Answer daily, String source, String figure) {
        return daily.list("rows").stream()
                .filter(row -> source.equals(row.get("source")))
                .mapToLong(row -> ((Number) Objects.requireNonNull(row.get(figure))).longValue())
                .sum();
    }

    private void theFiguresAreThoseOfTheLedger() {
        LedgerItems ledger = LedgerItems.of(CLOUD);
        Answer books = books();
        for (String account : List.of("available", "held", "issued", "redeemed", "expired", "adjusted")) {
            assertThat(books.number(account)).as(account).isEqualTo(ledger.posted(account));
        }
        assertThat(books.number("entries")).isEqualTo(ledger.entries());

        Answer daily = daily();
        for (String source : List.of("web", "store-1")) {
            assertThat(total(daily, source, "purchases")).as(source).isEqualTo(ledger.purchases(source));
            assertThat(total(daily, source, "redeemed")).as(source).isEqualTo(ledger.redeemed(source));
            assertThat(total(daily, source, "newMembers")).as(source).isEqualTo(ledger.enrolled(source));
        }

        Answer journeys = journeys();
        assertThat(journeys.number("onlineToStore.members") + journeys.number("storeToOnline.members"))
                .isEqualTo(ledger.journeys());
        assertThat(journeys.number("earnedSpent.online.online") + journeys.number("earnedSpent.inStore.online"))
                .isEqualTo(ledger.spentIn("online"));
        assertThat(journeys.number("earnedSpent.online.inStore") + journeys.number("earnedSpent.inStore.inStore"))
                .isEqualTo(ledger.spentIn("in_store"))
                .isPositive();
    }
}
