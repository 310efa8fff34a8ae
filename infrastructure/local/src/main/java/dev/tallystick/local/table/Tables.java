package dev.tallystick.local.table;

import dev.tallystick.local.Fault;
import dev.tallystick.local.wire.AwsCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in this process, one database for every region and key; it sends no telemetry when started so. */
public final class Tables implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;
    private final LocalDynamoDBServerHandler handler;

    private Tables(Server server, ServerConnector connector, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.connector = connector;
        this.handler = handler;
    }

    /** Starts it on a free port with its data in the directory. */
    public static Tables start(Path data) {
        try {
            Files.createDirectories(data);
            var handler = new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(0, false, data.toString(), true, false), "*");
            QueuedThreadPool threads = new QueuedThreadPool(64, 4);
            threads.setDaemon(true);
            threads.setVirtualThreadsExecutor(null);
            Server server = new Server(threads);
            HttpConfiguration http = new HttpConfiguration();
            http.setSendServerVersion(false);
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost("127.0.0.1");
            connector.setPort(0);
            server.addConnector(connector);
            server.setHandler(new ContextHandler(handler, "/"));
            server.start();
            return new Tables(server, connector, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DynamoDBLocalServiceException e) {
            throw new Fault("DynamoDB Local does not open " + data + ": " + e.getMessage());
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    /** Where it is reached. */
    public String url() {
        return "http://localhost:" + connector.getLocalPort();
    }

    /** Calls of tables and items. */
    public AwsCall calls(String region) {
        return new AwsCall(url(), "DynamoDB_20120810", region);
    }

    /** Calls of streams. */
    public AwsCall streamCalls(String region) {
        return new AwsCall(url(), "DynamoDBStreams_20120810", region);
    }

    @Override
    public void close() {
        try {
            server.stop();
            handler.close();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
