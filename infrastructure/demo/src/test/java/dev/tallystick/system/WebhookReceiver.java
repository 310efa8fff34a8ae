package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.jr.ob.JSON;

/** A retailer's own system on this machine: takes webhooks and answers as it is told. */
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile boolean hanging;

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /** A call that came, and what it was answered with. */
    record Received(Map<String, List<String>> headers, String text, int answered) {

        Map<String, Object> body() {
            return JSON.std.mapFrom(text);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        Map<?, ?> data() {
            return (Map<?, ?>) body().get("data");
        }

        /** Holds it against a secret, with the library of the standard, as one who receives it would. */
        void mustBeSignedWith(String secret) {
            assertThatCode(() -> new com.standardwebhooks.Webhook(secret)
                            .verify(text, HttpHeaders.of(headers, (name, value) -> true)))
                    .doesNotThrowAnyException();
        }
    }

    static WebhookReceiver start() {
        return start(0);
    }

    static WebhookReceiver start(int port) {
        try {
            WebhookReceiver receiver = new WebhookReceiver(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100));
            receiver.server.createContext("/", receiver::take);
            receiver.server.setExecutor(receiver.executor);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=not-to-be-logged";
    }

    void answer(int next) {
        status = next;
    }

    /** Answers nothing until it is closed. */
    void hang() {
        hanging = true;
    }

    List<Received> received() {
        return received;
    }

    /** The members' numbers of what was taken, in the order in which it came. */
    List<Object> taken() {
        return received.stream()
                .filter(call -> call.answered < 300)
                .<Object>map(call -> call.data().get("seq"))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = status;
        received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), text, hanging ? 999 : answer));
        if (hanging) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
