package dev.tallystick.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.access.Caller;
import dev.tallystick.access.Scope;
import dev.tallystick.access.Source;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpRequest;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.Books;
import dev.tallystick.ledger.Desk;
import dev.tallystick.ledger.RequestCodes;
import dev.tallystick.points.Channel;
import dev.tallystick.store.LocalTables;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.store.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Batches taken while the queue does not answer, and posted again. */
class InboxTest {

    private static final Caller TILL = new Caller(
            "abcdefghijklmnop",
            new Source("store-1", Channel.IN_STORE, "Store 1", ZoneId.of("UTC"), "DE"),
            "till-3",
            Set.of(Scope.PURCHASES));

    private final Desk desk = Desk.open();
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private boolean queueAnswers = true;
    private final Inbox inbox = new Inbox(
            new Batches(desk.books.database, LocalTables.TABLES),
            new BatchesQueue(queue(), "batches.fifo"),
            new RequestCodes(() -> SecretKeys.parse("{\"current\": \"1\", \"1\": \"first key\"}")),
            desk::now);
    private final Batch batch = new Batch(
            new BatchKey("store-1", "till-3", Books.freshId()), List.of(Map.of("type", "void", "purchase", "p-1")));

    @Test
    void whatTheQueueDidNotTakeIsSentWhenItIsPostedAgain() throws Exception {
        queueAnswers = false;
        assertThatThrownBy(() -> inbox.take(batch, TILL, request("first"))).isInstanceOf(Unavailable.class);
        assertThat(sent).isEmpty();

        queueAnswers = true;
        assertThat(inbox.take(batch, TILL, request("second"))).isEqualTo(new Inbox.Taken.Again());

        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(BatchMessage.read(message.messageBody()).operations()).isEqualTo(batch.operations());
            assertThat(message.messageGroupId()).isEqualTo("store-1.till-3");
        });
    }

    /** Rows derive their request ids from the first, so that they are accepted and not replayed, whichever message is read. */
    @Test
    void everyMessageOfABatchBearsTheRequestByWhichItFirstCame() throws Exception {
        assertThat(inbox.take(batch, TILL, request("first"))).isEqualTo(new Inbox.Taken.Anew());
        assertThat(inbox.take(batch, TILL, request("second"))).isEqualTo(new Inbox.Taken.Again());

        assertThat(sent).hasSize(2).allSatisfy(message -> {
            assertThat(BatchMessage.read(message.messageBody()).requestId()).isEqualTo("first");
            assertThat(message.messageDeduplicationId()).isEqualTo("first");
        });
    }

    @Test
    void anotherBatchUnderTheSameIdIsNotTaken() throws Exception {
        inbox.take(batch, TILL, request("first"));

        Batch other = new Batch(batch.key(), List.of(Map.of("type", "void", "purchase", "p-2")));

        assertThat(inbox.take(other, TILL, request("second"))).isInstanceOf(Inbox.Taken.NotByThisId.class);
        assertThat(sent).hasSize(1);
    }

    private SqsClient queue() {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    if (!queueAnswers) {
                        throw SdkClientException.create("not now");
                    }
                    SendMessageRequest.Builder message = SendMessageRequest.builder();
                    @SuppressWarnings("unchecked")
                    Consumer<SendMessageRequest.Builder> said = (Consumer<SendMessageRequest.Builder>) arguments[0];
                    said.accept(message);
                    sent.add(message.build());
                    return SendMessageResponse.builder().build();
                });
    }

    /** A request as a function gets it. */
    private static HttpRequest request(String id) throws Exception {
        AtomicReference<HttpRequest> request = new AtomicReference<>();
        HttpFunction function = new HttpFunction(got -> {
            request.set(got);
            return HttpResponse.of(200, Map.of());
        });
        function.serve(
                new ByteArrayInputStream(
                        Json.bytes(Map.of("routeKey", "POST /v1/batches", "requestContext", Map.of("requestId", id)))),
                new ByteArrayOutputStream());
        return request.get();
    }
}
