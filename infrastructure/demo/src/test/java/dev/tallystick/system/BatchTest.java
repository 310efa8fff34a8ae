package dev.tallystick.system;

import static dev.tallystick.system.Cloud.eventually;
import static dev.tallystick.system.Cloud.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.Cloud.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A till back online posts what it did: on a system of its own, since offline redemptions need a program that allows them. */
@OwnCloud
class BatchTest {

    private static final int OFFLINE_MAXIMUM = 300;

    private static Cloud cloud;
    private static Shop till;
    private static Shop store;

    @BeforeAll
    static void aTillWithAProgramThatTrustsItOffline() {
        cloud = Cloud.startImpatient(Cloud.dataDirectory());
        till = cloud.till("store-1", "till-3");
        store = cloud.shop("store-1");
        cloud.changeProgram(
                program -> program.replaceFirst("\"offlineMaxPoints\":0", "\"offlineMaxPoints\":" + OFFLINE_MAXIMUM));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        cloud.stop();
    }

    @Test
    void aDayWithoutANetworkIsBookedInItsOrder() {
        String phone = "+4930" + (10_000_000 + Math.floorMod(freshId().hashCode(), 89_999_999));
        String batch = freshId();

        Answer accepted = post(
                till,
                batch,
                purchase("r-" + batch, "\"phone\": \"" + phone + "\"", 10_000, ""),
                redemption("p-" + batch, "\"phone\": \"" + phone + "\"", 100),
                reversal("store-1.till-3:p-" + batch, "b-" + batch, 40),
                refund("g-" + batch, "r-" + batch, 5_000),
                "{\"type\": \"enrolment\", \"enrolmentId\": \"e-%s\", \"phone\": \"%s\"}".formatted(batch, phone),
                purchase("w-" + batch, "\"phone\": \"" + phone + "\"", 1_000, "\"activateOn\": \"pickup\""),
                "{\"type\": \"activation\", \"purchase\": \"w-%s\", \"activationId\": \"a-1\"}".formatted(batch),
                "{\"type\": \"void\", \"purchase\": \"store-1.till-3:w-%s\"}".formatted(batch));

        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.body())
                .isEqualTo(Map.of("batchId", batch, "accepted", 8, "statusUrl", "/v1/batches/store-1.till-3:" + batch));
        Answer done = done(till, batch);
        assertThat(statuses(done)).as(done.text()).containsOnly("accepted");
        assertThat(done.list("results").stream().map(row -> row.get("id")))
                .containsExactly(
                        "store-1.till-3:r-" + batch,
                        "store-1.till-3:p-" + batch,
                        "store-1.till-3:p-" + batch,
                        "store-1.till-3:g-" + batch,
                        "store-1.till-3:e-" + batch,
                        "store-1.till-3:w-" + batch,
                        "store-1.till-3:w-" + batch,
                        "store-1.till-3:w-" + batch);
        String member = String.valueOf(done.list("results").get(4).get("memberId"));
        List<Map<String, Object>> entries = store.entries(member, 8);
        assertThat(entries.reversed().stream().map(entry -> entry.get("kind")))
                .containsExactly(
                        "enrolled", "earned", "redeemed", "reversed", "clawed_back", "earned", "activated", "voided");
        assertThat(entries).allSatisfy(entry -> assertThat(entry).containsEntry("terminal", "till-3"));
        assertThat(store.member(member).number("balance.available")).isEqualTo(0);
        assertThat(store.member(member).number("balance.debt")).isEqualTo(10);
    }

    @Test
    void uploadedTwiceItIsOnce() {
        String member = store.enrol();
        String batch = freshId();
        String[] rows = {purchase(batch, member(member), 10_000, ""), redemption(batch, member(member), 100)};

        Answer first = post(till, batch, rows);
        Answer done = done(till, batch);
        Answer again = post(till, batch, rows);
        Answer other = post(till, batch, rows[0]);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).as(other.text()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("operation-id-reused");
        assertThat(cloud.get(till.key(), "/v1/batches/" + batch).body()).isEqualTo(done.body());
        assertThat(store.member(member).number("balance.available")).isZero();
        store.entries(member, 3);
    }

    @Test
    void halfOfItUploadedByAnotherOfTheStoreIsOnce() {
        String member = store.enrol();
        String batch = freshId();
        String one = purchase("1-" + batch, member(member), 1_000, "");
        String two = purchase("2-" + batch, member(member), 2_000, "");
        String three = purchase("3-" + batch, member(member), 4_000, "");

        post(till, batch, one, two);
        done(till, batch);
        Answer office = store.post(
                "/v1/batches",
                "{\"batchId\": \"o-%s\", \"terminal\": \"till-3\", \"operations\": [%s, %s]}"
                        .formatted(batch, two, three));

        assertThat(office.status()).as(office.text()).isEqualTo(202);
        assertThat(statuses(done(store, "o-" + batch))).containsExactly("replayed", "accepted");
        assertThat(store.member(member).number("balance.available")).isEqualTo(70);
        assertThat(cloud.get(till.key(), String.valueOf(office.at("statusUrl"))).status())
                .isEqualTo(200);
        assertThat(cloud.get(cloud.till("store-1", "till-4").key(), "/v1/batches/" + batch)
                        .code())
                .isEqualTo("batch-not-found");
    }

    @Test
    void oneBadRowIsRefusedAloneWithItsProblem() {
        String member = store.enrol();
        String batch = freshId();

        post(
                till,
                batch,
                purchase("1-" + batch, member(member), -5, ""),
                purchase("2-" + batch, member(freshId()), 1_000, ""),
                "{\"type\": \"gift\"}",
                "{\"redemptionId\": \"x\"}",
                redemption("3-" + batch, member(member), OFFLINE_MAXIMUM + 1),
                "{\"type\": \"redemption\", \"redemptionId\": \"4\", \"member\": {%s}, \"points\": 100, \"hold\": {}}"
                        .formatted(member(member)),
                "{\"type\": \"redemption\", \"redemptionId\": \"5\", \"member\": {\"memberCode\": \"1\"}, \"points\": 100}",
                "{\"type\": \"void\"}",
                "{\"type\": \"reversal\", \"redemption\": \"nobodys\", \"reversalId\": \"6\"}",
                purchase("7-" + batch, member(member), 1_000, "\"paidWith\": [\"web:elsewhere\"]"),
                purchase("8-" + batch, member(member), 1_000, ""));
        Answer done = done(till, batch);

        assertThat(statuses(done).subList(0, 10)).as(done.text()).containsOnly("refused");
        assertThat(done.list("results").stream().map(BatchTest::problem))
                .containsExactly(
                        "invalid-request /total/amount",
                        "member-not-found ",
                        "invalid-request /type",
                        "invalid-request /type",
                        "insufficient-points ",
                        "invalid-request /hold",
                        "invalid-request /member/memberCode",
                        "invalid-request ",
                        "redemption-not-found ",
                        "redemption-not-usable ",
                        "");
        assertThat(done.number("done")).isEqualTo(11);
        assertThat(store.member(member).number("balance.available")).isEqualTo(10);
        store.entries(member, 2);
    }

    @Test
    void refundsWaitForTheirPurchaseOutsideTheQueueAndEachGetsItsResult() {
        String member = store.enrol();
        String batch = freshId();
        String order = "store-2:" + batch;

        post(
                till,
                batch,
                refund("g-1", order, 5_000),
                refund("g-2", order, 6_000),
                purchase(batch, member(member), 100, ""));
        Answer waiting = eventually(
                () -> cloud.get(till.key(), "/v1/batches/" + batch),
                found -> statuses(found).equals(List.of("waiting", "waiting", "accepted")));
        assertThat(waiting.number("done")).isEqualTo(1);
        post(till, "2-" + batch, refund("g-1", order, 5_000));
        eventually(
                () -> cloud.get(till.key(), "/v1/batches/2-" + batch),
                found -> statuses(found).equals(List.of("waiting")));

        assertThat(cloud.shop("store-2").buy(batch, member, 10_000).status()).isEqualTo(201);

        Answer one = done(till, batch);
        Answer two = done(till, "2-" + batch);
        assertThat(Stream.of(statuses(one).getFirst(), statuses(two).getFirst()))
                .as(one.text() + two.text())
                .containsExactlyInAnyOrder("accepted", "replayed");
        assertThat(problem(one.list("results").get(1))).isEqualTo("refund-exceeds-purchase ");
        assertThat(store.purchase(order).list("refunds")).hasSize(1);
    }

    @Test
    void aRefundOfAPurchaseThatWasVoidedBeforeItCameIsRefused() {
        String batch = freshId();
        String order = "store-2:" + batch;
        post(till, batch, refund("g-1", order, 5_000));
        eventually(
                () -> cloud.get(till.key(), "/v1/batches/" + batch),
                found -> statuses(found).equals(List.of("waiting")));

        assertThat(store.purchase(order, "void", "{}").status()).isEqualTo(200);

        assertThat(problem(done(till, batch).list("results").getFirst())).isEqualTo("operation-voided ");
    }

    @Test
    void whatATillGaveOfflineIsBookedIntoDebtAsFarAsItIsTrusted() {
        String member = store.enrolWith(120);
        String batch = freshId();

        post(till, batch, redemption("1-" + batch, member(member), 200), redemption("2-" + batch, member(member), 301));
        Answer done = done(till, batch);

        assertThat(statuses(done)).as(done.text()).containsExactly("accepted", "refused");
        assertThat(store.member(member).number("balance.available")).isZero();
        assertThat(store.member(member).number("balance.debt")).isEqualTo(80);
        assertThat(store.redeem(freshId(), member, 100).code()).isEqualTo("insufficient-points");
    }

    @Test
    void aClockThatIsAheadIsNotedAndNotRefused() {
        String member = store.enrol();
        String batch = freshId();
        String ahead = Instant.now()
                .plus(Duration.ofDays(400))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        post(
                till,
                batch,
                "{\"type\": \"purchase\", \"purchaseId\": \"%s\", \"member\": {%s}, \"total\": %s, \"occurredAt\": \"%s\", \"businessDate\": \"2031-01-01\"}"
                        .formatted(batch, member(member), money(1_000), ahead));
        assertThat(statuses(done(till, batch))).containsExactly("accepted");

        Map<String, Object> entry = store.entries(member, 2).getFirst();
        assertThat(entry)
                .containsEntry("clockSuspect", true)
                .containsEntry("occurredAt", ahead)
                .hasEntrySatisfying(
                        "businessDate", day -> assertThat(day.toString()).isLessThan("2030"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no operations         | {"batchId": "b-1", "operations": []}                                           | 400 | /operations
            none at all           | {"batchId": "b-1"}                                                             | 400 | /operations
            not objects           | {"batchId": "b-1", "operations": [7]}                                          | 400 | /operations/0
            no id                 | {"operations": [{"type": "void"}]}                                             | 400 | /batchId
            an id with a space    | {"batchId": "b 1", "operations": [{"type": "void"}]}                           | 400 | /batchId
            a terminal with a dot | {"batchId": "b-1", "terminal": "a.b", "operations": [{"type": "void"}]}        | 400 | /terminal
            an unknown field      | {"batchId": "b-1", "operations": [{"type": "void"}], "more": 1}                | 400 | /more
            """)
    void aBrokenEnvelopeIsRefused(String what, String body, int status, String pointer) {
        Answer answer = till.post("/v1/batches", body);

        assertThat(answer.status()).as(what).isEqualTo(status);
        assertThat(answer.list("errors").getFirst()).containsEntry("pointer", pointer);
    }

    @Test
    void aBatchIsRefusedWholeWhereTheKeyMayNotDoOneOfItsTypes() {
        String member = store.enrol();
        String batch = freshId();
        Shop buysOnly = new Shop(cloud, cloud.key("store-1", Set.of("purchases")), Instant.now());

        Answer refused =
                post(buysOnly, batch, purchase(batch, member(member), 100, ""), redemption(batch, member(member), 100));
        Answer voided = post(buysOnly, batch, "{\"type\": \"void\", \"redemption\": \"r\"}");
        Answer foreign = cloud.get(cloud.shopByItself("web").key(), "/v1/batches/store-1.till-3:" + batch);

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(voided.status()).isEqualTo(403);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(cloud.get(buysOnly.key(), "/v1/batches/" + batch).status()).isEqualTo(404);
    }

    @Test
    void aBatchThatIsTooLargeIsRefused() {
        String filler = "x".repeat(900 * 1024);

        Answer answer = post(till, freshId(), "{\"type\": \"void\", \"purchase\": \"" + filler + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-too-large");
    }

    /** Nothing accepted is lost: killed in the middle it goes on, and what was done is not done again. */
    @Test
    void aFunctionThatIsKilledInTheMiddleGoesOnWhereItWas() {
        String member = store.enrol();
        String batch = freshId();
        String[] rows = IntStream.range(0, 100)
                .mapToObj(i -> purchase(i + "-" + batch, member(member), 100, ""))
                .toArray(String[]::new);

        Shop other = cloud.till("store-1", "till-5");
        post(other, batch, rows);
        eventually(() -> cloud.get(other.key(), "/v1/batches/" + batch), found -> found.number("done") > 5);
        assertThat(cloud.kill("ApplyBatches")).isPositive();

        Answer done = done(other, batch);
        assertThat(statuses(done)).containsOnly("accepted");
        assertThat(store.member(member).number("balance.available")).isEqualTo(100);
    }

    /** An account that cannot be read stands for whatever keeps failing, and is mended by hand. */
    @Test
    void whatKeepsFailingIsTheOnlyThingLeftAndSaysSoAndIsDoneWhenItIsBroughtBack() {
        Shop other = cloud.till("store-1", "till-6");
        String broken = store.enrol();
        String sound = store.enrol();
        String batch = freshId();
        Map<String, Object> account = cloud.account(broken);
        cloud.putMember(Map.of(
                "pk", Map.of("S", "MEMBER#" + broken), "sk", Map.of("S", "ACCOUNT"), "format", Map.of("N", "99")));

        post(
                other,
                batch,
                purchase("1-" + batch, member(broken), 1_000, ""),
                purchase("2-" + batch, member(sound), 2_000, ""),
                redemption("3-" + batch, member(broken), 100),
                purchase("4-" + batch, member(sound), 4_000, ""));

        Answer stuck = eventually(
                () -> cloud.get(other.key(), "/v1/batches/" + batch),
                found -> found.text().split("dead letters", -1).length == 3);
        assertThat(statuses(stuck)).containsExactly("pending", "accepted", "pending", "accepted");
        assertThat(problem(stuck.list("results").get(2))).isEqualTo("busy ");
        assertThat(store.member(sound).number("balance.available")).isEqualTo(60);

        cloud.putMember(account);
        eventually(() -> cloud.depth("tallystick-prod-batches-dead-letters.fifo"), depth -> depth == 1);
        assertThat(cloud.redrive("batches")).isEqualTo("batches: 1 messages moved.");

        assertThat(statuses(done(other, batch))).containsExactly("accepted", "accepted", "accepted", "accepted");
        assertThat(store.member(broken).number("balance.debt")).isEqualTo(90);
    }

    private static Answer post(Shop shop, String batch, String... rows) {
        return shop.post(
                "/v1/batches", "{\"batchId\": \"%s\", \"operations\": [%s]}".formatted(batch, String.join(", ", rows)));
    }

    /** The batch's answer once every row has come to something. */
    private static Answer done(Shop shop, String batch) {
        return eventually(
                () -> cloud.get(shop.key(), "/v1/batches/" + batch),
                found -> found.number("done") == found.number("total"));
    }

    private static List<String> statuses(Answer batch) {
        return batch.list("results").stream()
                .map(row -> String.valueOf(row.get("status")))
                .collect(Collectors.toList());
    }

    /** The code and the first field at fault. */
    private static String problem(Map<String, Object> row) {
        if (!(row.get("problem") instanceof Map<?, ?> problem)) {
            return "";
        }
        String pointer = problem.get("errors") instanceof List<?> errors && errors.getFirst() instanceof Map<?, ?> error
                ? String.valueOf(error.get("pointer"))
                : "";
        return problem.get("code") + " " + pointer;
    }

    private static String member(String id) {
        return "\"memberId\": \"" + id + "\"";
    }

    private static String purchase(String id, String member, long cents, String more) {
        return "{\"type\": \"purchase\", \"purchaseId\": \"%s\", \"member\": {%s}, \"total\": %s, \"occurredAt\": \"%s\"%s}"
                .formatted(id, member, money(cents), till.happenedAt(), more.isEmpty() ? "" : ", " + more);
    }

    private static String redemption(String id, String member, long points) {
        return "{\"type\": \"redemption\", \"redemptionId\": \"%s\", \"member\": {%s}, \"points\": %d}"
                .formatted(id, member, points);
    }

    private static String reversal(String redemption, String id, long points) {
        return "{\"type\": \"reversal\", \"redemption\": \"%s\", \"reversalId\": \"%s\", \"points\": %d}"
                .formatted(redemption, id, points);
    }

    private static String refund(String id, String purchase, long cents) {
        return "{\"type\": \"refund\", \"refundId\": \"%s\", \"purchase\": \"%s\", \"total\": %s, \"occurredAt\": \"%s\"}"
                .formatted(id, purchase, money(cents), till.happenedAt());
    }

    private static String money(long cents) {
        return "{\"amount\": " + cents + ", \"currency\": \"EUR\"}";
    }
}
