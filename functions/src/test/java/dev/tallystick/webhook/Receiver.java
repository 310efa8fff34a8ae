package dev.tallystick.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server that reads a request's head and answers with bytes that a test chose, whatever they are. */
final class Receiver implements AutoCloseable {

    /** What it does with a connection after it has read the request's head. */
    @FunctionalInterface
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private Receiver(ServerSocket server) {
        this.server = server;
    }

    static Receiver start(Script script) throws IOException {
        return start(ServerSocketFactory.getDefault(), "127.0.0.1", 0, script);
    }

    static Receiver start(ServerSocketFactory factory, String address, int port, Script script) throws IOException {
        Receiver receiver = new Receiver(factory.createServerSocket(port, 50, InetAddress.ofLiteral(address)));
        Thread.ofPlatform().daemon().start(() -> receiver.serve(script));
        return receiver;
    }

    static Script saying(String answer) {
        return out -> out.write(answer.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    int port() {
        return server.getLocalPort();
    }

    /** The heads of the requests that came. */
    List<String> heads() {
        return heads;
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> answer(socket, script));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket socket, Script script) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            heads.add(head.toString());
            script.answer(socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the other side has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
