package dev.tallystick.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class WholeRequestTest {

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    @BeforeEach
    void region() {
        System.setProperty("aws.region", "eu-central-1");
    }

    @Test
    void callsFollowEachOtherOverOneConnectionAlsoAfterARefusal() throws IOException {
        HttpServer server = server(exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean refused = bodies.size() == 2;
            byte[] answer = (refused ? "{\"__type\":\"x#ConditionalCheckFailedException\"}" : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        });
        try (DynamoDbClient client = client(server.getAddress().getPort())) {
            put(client, "first");
            try {
                put(client, "second");
            } catch (ConditionalCheckFailedException e) {
                bodies.add("refused");
            }
            put(client, "third");
        } finally {
            server.stop(0);
        }

        assertThat(ports).hasSize(1);
        assertThat(bodies).hasSize(4);
        assertThat(bodies.get(0)).contains("first");
        assertThat(bodies.get(2)).isEqualTo("refused");
        assertThat(bodies.get(3)).contains("third");
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsReplaced() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serveOnceEach(server, connections));
            try (DynamoDbClient client = client(server.getLocalPort())) {
                put(client, "first");
                put(client, "second");
            }
        }

        assertThat(connections).hasValueGreaterThanOrEqualTo(2);
    }

    /** Says that it keeps the connection, and closes it all the same. */
    private static void serveOnceEach(ServerSocket server, AtomicInteger connections) {
        while (true) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                skipRequest(socket.getInputStream());
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void skipRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        String length = lower.replaceAll("(?s).*content-length: (\\d+).*", "$1");
        in.skipNBytes(Long.parseLong(length));
    }

    private static HttpServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    private static void put(DynamoDbClient client, String pk) {
        var _ = client.putItem(put -> put.tableName("table").item(Map.of("pk", AttributeValue.fromS(pk))));
    }

    private static DynamoDbClient client(int port) {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create(AwsClients::connect))
                .build();
    }
}
