package dev.tallystick.local.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/** A server on this machine only, with a thread for each request. */
public final class HttpPart implements AutoCloseable {

    static {
        // Without it each call waits for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Callers keep their connections; beyond the default of 200 the server would close them between two calls.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private static final int MAX_TEXT_BYTES = 1024 * 1024;

    private final HttpServer server;

    private HttpPart(HttpServer server) {
        this.server = server;
    }

    /** Listens on a port, or on a free one where it is 0, and answers nothing until a handler is given. */
    public static HttpPart bind(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return new HttpPart(server);
    }

    /** Listens on a free port. */
    public static HttpPart bindFree() {
        try {
            return bind(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on a free port and answers with the handler. */
    public static HttpPart start(HttpHandler handler) {
        HttpPart part = bindFree();
        part.serve(handler);
        return part;
    }

    /** Begins to answer. */
    public void serve(HttpHandler handler) {
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                if (!(e instanceof AwsCall.Stopped)) {
                    e.printStackTrace();
                }
                answer(exchange, 500, "application/json", Json.bytes(Map.of("message", "Internal Server Error")));
            }
        });
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it is reached. */
    public String url() {
        return "http://localhost:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The request's body as text, at most a mebibyte of it. */
    public static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
    }

    /** Sends an answer with a body of that type. */
    public static void answer(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        send(exchange, status, body);
    }

    /** Sends an answer with the headers that are set already. */
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean without =
                body.length == 0 || exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
        if (without) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
