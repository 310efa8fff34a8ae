package dev.tallystick.bench.cold;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Lambda's Runtime API for one process, which says when what happened. */
final class RuntimeServer implements AutoCloseable {

    static {
        // Without it each call waits for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final long LONGEST_SECONDS = 120;

    private final HttpServer server;
    private final SynchronousQueue<byte[]> events = new SynchronousQueue<>();
    private final BlockingQueue<Happened> happened = new LinkedBlockingQueue<>();

    private RuntimeServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Something that the process did.
     *
     * @param what the last part of the path that it called: {@code next}, {@code response} or {@code error}; of the path for
     *     what was restored {@code restored}, as that is answered at once
     * @param body what it said with it
     * @param nanos when, by this process's clock
     */
    record Happened(String what, String body, long nanos) {}

    static RuntimeServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        RuntimeServer api = new RuntimeServer(server);
        server.createContext("/", api::handle);
        server.start();
        return api;
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} names it. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Hands an event over as soon as the process asks for one. */
    void offer(byte[] event) throws InterruptedException {
        if (!events.offer(event, LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a function asked for no event");
        }
    }

    /** Waits for what must happen next. */
    Happened await(String what) throws InterruptedException {
        Happened next = happened.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (next == null || !next.what().equals(what)) {
            throw new IllegalStateException("awaited " + what + " of a function, and there was " + next);
        }
        return next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        long nanos = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        boolean restored = path.endsWith("/restore/next");
        String what = restored ? "restored" : path.substring(path.lastIndexOf('/') + 1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.endsWith("/invocation/next")) {
            happened.add(new Happened(what, "", nanos));
            next(exchange);
        } else {
            happened.add(new Happened(what, new String(body, StandardCharsets.UTF_8), nanos));
            answer(exchange, restored ? 200 : 202, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            byte[] event = events.take();
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 29_000));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:eu-central-1:000000000000:function:bench");
            answer(exchange, 200, event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
