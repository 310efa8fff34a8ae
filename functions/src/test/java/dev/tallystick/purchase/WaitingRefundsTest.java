package dev.tallystick.purchase;

import static dev.tallystick.ledger.Desk.done;
import static dev.tallystick.ledger.Desk.recorded;
import static dev.tallystick.ledger.Threads.concurrently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.access.Access;
import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Grant;
import dev.tallystick.access.Scope;
import dev.tallystick.access.Source;
import dev.tallystick.access.WalletTokens;
import dev.tallystick.api.Answers;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.Desk;
import dev.tallystick.ledger.FollowUps;
import dev.tallystick.ledger.Proofs;
import dev.tallystick.log.Lines;
import dev.tallystick.operation.Refunds;
import dev.tallystick.operation.RowResults;
import dev.tallystick.operation.WaitingRefund;
import dev.tallystick.operation.WaitingRefunds;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import dev.tallystick.store.LocalTables;
import dev.tallystick.stream.StreamBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Refunds that come before their purchases: the endpoint that keeps them, and the function that follows the stream. */
class WaitingRefundsTest {

    private static final Source STORE = new Source("store-1", Channel.IN_STORE, "Store 1", ZoneId.of("UTC"), "DE");

    private final Desk desk = Desk.open();
    private final ApiKey key = ApiKey.draw();
    private final MemberId member = desk.enrol();
    private final OperationKey purchase = desk.purchase(Books.freshId());
    private final WaitingRefunds waiting = waiting(LocalTables.client());
    private final ApplyWaitingRefunds follower = new ApplyWaitingRefunds(
            waiting,
            desk.followUps,
            desk.programs,
            new RowResults(desk.books.database, LocalTables.TABLES, desk::now),
            new Answers(desk.programs));

    @BeforeEach
    void theStoreHasAKey() {
        Database database = desk.books.database;
        database.put(LocalTables.TABLES.members(), STORE.write());
        database.put(
                LocalTables.TABLES.members(),
                key.client(Grant.of(STORE.id(), null, Set.of(Scope.REFUNDS)), null)
                        .write());
    }

    @Test
    void aRefundBeforeItsPurchaseIsKeptAndBookedWhenThePurchaseComes() {
        Answer answer = refund("r-1", 5_000);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).containsEntry("status", "waiting").containsEntry("id", "store-1:r-1");
        assertThat(waiting.of(purchase.id())).hasSize(1);

        buyAndFollow();

        assertThat(desk.available(member)).isEqualTo(50);
        assertThat(waiting.of(purchase.id())).isEmpty();
        Answer again = refund("r-1", 5_000);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(desk.available(member)).isEqualTo(50);
    }

    /** As many as can follow a purchase: more would come to nothing, and hold up those of other purchases. */
    @Test
    void noMoreWaitForAPurchaseThanCanFollowIt() {
        for (int i = 0; i < 200; i++) {
            desk.books.database.put(
                    LocalTables.TABLES.members(),
                    Item.with(Keys.waiting(purchase.id(), "store-9:w-" + i)).put("expiresAt", Long.MAX_VALUE / 2));
        }

        Answer answer = refund("r-1", 5_000);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).containsEntry("code", "too-many-steps");
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    @Test
    void withoutWaitingItIsNotFoundAndNotKept() {
        assertThat(refund(body("r-1", 5_000, Map.of())).status()).isEqualTo(404);
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    @Test
    void severalWaitForOnePurchaseAndThoseThatDoNotFitAreForgotten() {
        refund("r-1", 5_000);
        refund("r-2", 4_000);
        refund("r-3", 3_000);

        Lines lines = Lines.of(() -> {
            buyAndFollow();
            return "";
        });

        assertThat(lines.of("waiting-refund-accepted"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).containsKeys("refund", "correlationId"));
        assertThat(lines.one("waiting-refund-refused"))
                .containsEntry("refund", "store-1:r-3")
                .containsEntry("code", "refund-exceeds-purchase");
        assertThat(lines.metrics()).isEqualTo(Map.of("Refusals{Channel=in_store, Code=refund-exceeds-purchase}", 1L));

        assertThat(desk.available(member)).isEqualTo(10);
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    @Test
    void theyAreBookedAsTheyCameWhateverTheyAreCalled() {
        refund("z", 8_000);
        desk.waits(Duration.ofMillis(1));
        refund("a", 5_000);

        buyAndFollow();

        assertThat(desk.available(member)).isEqualTo(20);
    }

    @Test
    void keptTwiceItIsOneAndKeptWithAnotherBodyItsIdIsTaken() {
        assertThat(refund("r-1", 5_000).status()).isEqualTo(202);
        assertThat(refund("r-1", 5_000).status()).isEqualTo(202);
        Answer other = refund("r-1", 5_001);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).containsEntry("code", "operation-id-reused");
        assertThat(waiting.of(purchase.id())).hasSize(1);
    }

    @Test
    void whatWasAcceptedIsNotDisplacedByAnotherRefundBeforeTheStreamIsRead() {
        assertThat(refund("r-1", 5_000).status()).isEqualTo(202);
        recorded(desk.buy(member, purchase.clientId(), 10_000));

        assertThat(refund("r-1", 6_000).body()).containsEntry("code", "operation-id-reused");
        assertThat(follow(purchase)).isEmpty();

        assertThat(desk.available(member)).isEqualTo(50);
        assertThat(refund("r-1", 5_000).status()).isEqualTo(200);
    }

    @Test
    void oneThatCannotBeReadHoldsUpNoOther() {
        refund("r-1", 5_000);
        desk.books.database.put(
                LocalTables.TABLES.members(),
                Item.with(Keys.waiting(purchase.id(), "broken")).put("expiresAt", Long.MAX_VALUE / 2));

        buyAndFollow();

        assertThat(desk.available(member)).isEqualTo(50);
    }

    @Test
    void moreLinesThanAnItemHoldsCannotWait() {
        List<Map<String, Object>> lines = IntStream.range(0, 1_000)
                .mapToObj(i -> Map.<String, Object>of(
                        "sku", "€".repeat(64),
                        "category", "€".repeat(64),
                        "amount", Map.of("amount", 1, "currency", "EUR")))
                .toList();

        Answer answer = refund(body("r-1", 1_000, Map.of("waitForPurchase", true, "lines", lines)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors")).contains("/lines");
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    /** The purchase comes, and the stream has been read, between the look for it and the keeping. */
    @Test
    void aPurchaseThatComesJustBeforeItsRefundIsKeptIsSeen() {
        Answer answer =
                refund(endpointWhile(true, this::buyAndFollow), body("r-1", 5_000, Map.of("waitForPurchase", true)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(desk.available(member)).isEqualTo(50);
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    @Test
    void aPurchaseThatComesJustAfterItsRefundIsKeptBooksItOnce() {
        Answer answer =
                refund(endpointWhile(false, this::buyAndFollow), body("r-1", 5_000, Map.of("waitForPurchase", true)));

        assertThat(answer.status()).isIn(200, 201);
        assertThat(desk.available(member)).isEqualTo(50);
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    @Test
    void refundAndPurchaseAtOnceAreBookedOnceEach() {
        for (int round = 0; round < 10; round++) {
            MemberId someone = desk.enrol();
            String id = Books.freshId();
            OperationKey its = desk.purchase(id);

            concurrently(2, 2, who -> {
                if (who == 0) {
                    return refund(
                                    endpoint(LocalTables.client()),
                                    body(its, "r-1", 5_000, Map.of("waitForPurchase", true)))
                            .status();
                }
                recorded(desk.buy(someone, id, 10_000));
                return follow(its).map(failed -> 500).orElse(200);
            });

            assertThat(desk.available(someone)).isEqualTo(50);
            assertThat(waiting.of(its.id())).isEmpty();
        }
    }

    @Test
    void twoThatFollowTheStreamAtOnceBookItOnce() {
        refund("r-1", 5_000);
        refund("r-2", 2_000);
        recorded(desk.buy(member, purchase.clientId(), 10_000));

        List<Optional<String>> failed = concurrently(4, 8, i -> follow(purchase));

        assertThat(failed).allMatch(Optional::isEmpty);
        assertThat(desk.available(member)).isEqualTo(30);
        assertThat(desk.books.statement(member).stream()
                        .filter(entry -> entry.entry().fact() instanceof Fact.ClawedBack))
                .hasSize(2);
    }

    @Test
    void afterThirtyDaysItIsOver() {
        refund("r-1", 5_000);
        desk.waits(WaitingRefund.KEPT.minusSeconds(1));
        assertThat(waiting.of(purchase.id())).hasSize(1);
        desk.waits(Duration.ofSeconds(1));
        assertThat(waiting.of(purchase.id())).isEmpty();

        buyAndFollow();

        assertThat(desk.available(member)).isEqualTo(100);
    }

    /** DynamoDB takes up to days to remove what is over. */
    @Test
    void whatIsOverAndStillThereDoesNotKeepItFromWaitingAnew() {
        Map<String, Object> body = body("r-1", 5_000, Map.of("waitForPurchase", true));
        refund(body);
        desk.waits(WaitingRefund.KEPT);

        assertThat(refund(body).status()).isEqualTo(202);
        assertThat(waiting.of(purchase.id())).hasSize(1);
        buyAndFollow();

        assertThat(desk.available(member)).isEqualTo(50);
    }

    @Test
    void whatIsOverDoesNotUseUpItsId() {
        refund("r-1", 5_000);
        desk.waits(WaitingRefund.KEPT);

        assertThat(refund("r-1", 4_000).status()).isEqualTo(202);
        buyAndFollow();

        assertThat(desk.available(member)).isEqualTo(60);
    }

    @Test
    void whatTheRequestAloneShowsWrongIsRefusedAtOnceAndDoesNotWait() {
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "businessDate", "2026-01-01", "occurredAt", "2026-11-24T09:00:00Z")
                .entrySet()) {
            Map<String, Object> body = body("r-1", 5_000, Map.of("waitForPurchase", true));
            body.put(wrong.getKey(), wrong.getValue());

            assertThat(refund(body).status()).isEqualTo(400);
        }
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    @Test
    void whatIsNoPurchaseHoldsUpNoneWhateverItIs() {
        refund("r-1", 5_000);
        recorded(desk.buy(member, purchase.clientId(), 10_000));
        Keys place = Keys.entry("PURCHASE#" + purchase.by() + "#" + purchase.clientId(), 0);
        Map<String, Object> unreadable = new LinkedHashMap<>(image(desk.enrolmentOf(member)));
        unreadable.put("format", Map.of("N", "99"));
        Map<String, Object> ofAnUnknownType = new LinkedHashMap<>(image(desk.enrolmentOf(member)));
        ofAnUnknownType.put("lots", Map.of("L", List.of()));

        assertThat(follower.apply(new StreamBatch(
                        Optional.empty(),
                        List.of(
                                new StreamBatch.StreamRecord("INSERT", "1", Map.of()),
                                new StreamBatch.StreamRecord("REMOVE", "2", Map.of()),
                                new StreamBatch.StreamRecord("INSERT", "3", unreadable),
                                new StreamBatch.StreamRecord("INSERT", "4", ofAnUnknownType),
                                new StreamBatch.StreamRecord("INSERT", "5", placed("PURCHASE#nothing", "0000")),
                                new StreamBatch.StreamRecord("INSERT", "6", placed("GIFT#web#1", "0000")),
                                new StreamBatch.StreamRecord("INSERT", "7", placed(place.pk(), place.sk()))))))
                .isEmpty();
        assertThat(desk.available(member)).isEqualTo(50);
    }

    @Test
    void aPurchaseThatCannotBeReadIsBroughtAgainFromThere() {
        refund("r-1", 5_000);
        Keys place = Keys.entry("PURCHASE#" + purchase.by() + "#" + purchase.clientId(), 0);
        desk.books.database.put(LocalTables.TABLES.ledger(), Item.with(place).put("format", 99));

        assertThat(follow(purchase)).contains("1");
    }

    private static Map<String, Object> placed(String pk, String sk) {
        return Map.of("pk", Map.of("S", pk), "sk", Map.of("S", sk));
    }

    @Test
    void aRefundThatPurchaseAndVoidHaveOvertakenIsForgotten() {
        refund("r-1", 5_000);
        recorded(desk.buy(member, purchase.clientId(), 10_000));
        done(desk.voidPurchase(purchase));

        assertThat(follow(purchase)).isEmpty();

        assertThat(desk.available(member)).isZero();
        assertThat(waiting.of(purchase.id())).isEmpty();
    }

    private void buyAndFollow() {
        recorded(desk.buy(member, purchase.clientId(), 10_000));
        assertThat(follow(purchase)).isEmpty();
    }

    /** The purchase's entry as the stream brings it. */
    private Optional<String> follow(OperationKey its) {
        Map<String, AttributeValue> item = desk.books
                .database
                .get(LocalTables.TABLES.ledger(), Keys.entry("PURCHASE#" + its.by() + "#" + its.clientId(), 0))
                .orElseThrow()
                .attributes();
        return follower.apply(
                new StreamBatch(Optional.empty(), List.of(new StreamBatch.StreamRecord("INSERT", "1", image(item)))));
    }

    private static Map<String, Object> image(Map<String, AttributeValue> item) {
        Map<String, Object> image = new LinkedHashMap<>();
        item.forEach((name, value) -> image.put(name, attribute(value)));
        return image;
    }

    private static Map<String, Object> attribute(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case M -> Map.of("M", image(value.m()));
            case L, SS, NS, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("none of ours");
        };
    }

    private Answer refund(String id, long minorUnits) {
        return refund(body(id, minorUnits, Map.of("waitForPurchase", true)));
    }

    private Answer refund(Map<String, Object> body) {
        return refund(endpoint(LocalTables.client()), body);
    }

    /** What an endpoint answered. */
    private record Answer(int status, Map<String, String> headers, Map<String, String> body) {}

    private Answer refund(RefundPurchase endpoint, Map<String, Object> body) {
        Map<String, Object> event = Map.of(
                "routeKey",
                "POST /v1/refunds",
                "rawPath",
                "/v1/refunds",
                "headers",
                Map.of("authorization", "Bearer " + key.shown()),
                "requestContext",
                Map.of("requestId", Books.freshId()),
                "body",
                Json.text(body));
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            endpoint.handleRequest(new ByteArrayInputStream(Json.bytes(event)), out, null);
            Map<?, ?> answer = (Map<?, ?>) Json.parse(out.toByteArray());
            return new Answer(
                    Integer.parseInt(String.valueOf(answer.get("statusCode"))),
                    texts(answer.get("headers")),
                    texts(Json.parse(String.valueOf(answer.get("body")).getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> texts(@Nullable Object object) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        }
        return texts;
    }

    private Map<String, Object> body(String id, long minorUnits, Map<String, Object> more) {
        return body(purchase, id, minorUnits, more);
    }

    private Map<String, Object> body(OperationKey its, String id, long minorUnits, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "refundId",
                id,
                "purchase",
                its.id(),
                "total",
                Map.of("amount", minorUnits, "currency", "EUR"),
                "occurredAt",
                "2026-11-22T09:00:00Z"));
        body.putAll(more);
        return body;
    }

    private RefundPurchase endpoint(DynamoDbClient dynamo) {
        Database database = new Database(dynamo);
        FollowUps followUps = desk.on(dynamo).followUps;
        return new RefundPurchase(
                new Access(database, LocalTables.TABLES, new WalletTokens(Proofs.TOKENS, desk::now)),
                new Refunds(followUps, waiting(dynamo), desk.programs, desk::now),
                new Answers(desk.programs));
    }

    private WaitingRefunds waiting(DynamoDbClient dynamo) {
        return new WaitingRefunds(new Database(dynamo), LocalTables.TABLES, desk::now);
    }

    /** An endpoint during whose first write, the keeping of the refund, something happens. */
    private RefundPurchase endpointWhile(boolean before, Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        ExecutionInterceptor meanwhile = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                happens(before, context.request());
            }

            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                happens(!before, context.request());
            }

            private void happens(boolean now, @Nullable Object request) {
                if (now && request instanceof TransactWriteItemsRequest && happened.compareAndSet(false, true)) {
                    happening.run();
                }
            }
        };
        return endpoint(LocalTables.client(meanwhile));
    }
}
