package dev.tallystick.stream;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A queue that takes messages, until it does not, and knows nothing else. */
public final class SentMessages {

    private final List<SendMessageRequest> sent = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** The groups of what was sent, in order. */
    public List<String> groups() {
        return sent.stream().map(SendMessageRequest::messageGroupId).toList();
    }

    public void close() {
        closed = true;
    }

    @SuppressWarnings("unchecked")
    public SqsClient client() {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("sendMessage") || closed) {
                        throw SdkClientException.create("the queue does not take it");
                    }
                    SendMessageRequest.Builder request = SendMessageRequest.builder();
                    ((Consumer<SendMessageRequest.Builder>) arguments[0]).accept(request);
                    sent.add(request.build());
                    return SendMessageResponse.builder().build();
                });
    }
}
