package dev.tallystick.local.proxy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to a service, opened with the first call and again where it has been idle. */
final class Upstream implements AutoCloseable {

    // Less than services keep an idle connection: one that they have just closed could not be told from one that works.
    private static final Duration MOST_IDLE = Duration.ofSeconds(5);

    private final int port;
    private @Nullable Connection connection;
    private long usedNanos;

    Upstream(int port) {
        this.port = port;
    }

    private record Connection(Socket socket, InputStream in) {}

    /** The answer to a request. */
    Message call(Message request) throws IOException {
        Connection open = open();
        open.socket().getOutputStream().write(request.bytes());
        Message answer = Message.answer(open.in(), request.method().equals("HEAD"))
                .orElseThrow(() -> new EOFException("the service does not answer"));
        usedNanos = System.nanoTime();
        if (answer.isLast()) {
            close();
        }
        return answer;
    }

    private Connection open() throws IOException {
        if (connection != null && System.nanoTime() - usedNanos > MOST_IDLE.toNanos()) {
            close();
        }
        if (connection == null) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            connection = new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        }
        return connection;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.socket().close();
            } catch (IOException _) {
                // it has gone already
            }
        }
    }
}
