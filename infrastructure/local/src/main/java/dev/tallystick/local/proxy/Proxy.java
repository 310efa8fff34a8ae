package dev.tallystick.local.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens in a service's place and passes calls on to it, byte for byte, where the gate lets them through. */
public final class Proxy implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();

    private Proxy(ServerSocket server) {
        this.server = server;
    }

    /** Listens on a free port and answers nothing until it is given a service. */
    public static Proxy bindFree() {
        try {
            return new Proxy(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is reached. */
    public String url() {
        return "http://localhost:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Begins to pass calls on to the service there. */
    void serve(String service, Gate gate) {
        int port = URI.create(service).getPort();
        Thread.ofVirtual().name("proxy of " + service).start(() -> {
            while (!server.isClosed()) {
                accept(port, gate);
            }
        });
    }

    private void accept(int port, Gate gate) {
        try {
            Socket caller = server.accept();
            Tunnel tunnel = new Tunnel(caller, new Upstream(port), gate);
            tunnels.add(tunnel);
            Thread.ofVirtual().name("proxy").start(() -> {
                try {
                    tunnel.run();
                } finally {
                    tunnels.remove(tunnel);
                }
            });
        } catch (IOException _) {
            // it is being closed
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tunnels.forEach(Tunnel::close);
    }
}
