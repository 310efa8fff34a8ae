package dev.tallystick.webhook;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to one of the addresses of a target, with TLS for the target's name. Closing it ends whatever waits on it. */
final class Connection implements Closeable {

    private static final int CONNECT_MILLIS = 5_000;

    private final SSLSocketFactory tls;
    private volatile boolean closed;
    private volatile Socket socket = new Socket(Proxy.NO_PROXY);

    Connection(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /** @throws IOException when none of the addresses takes a connection, or the certificate is not the target's */
    void open(Target target, List<InetAddress> addresses) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket next = new Socket(Proxy.NO_PROXY);
            socket = next;
            if (closed) {
                next.close();
                throw new SocketTimeoutException();
            }
            try {
                next.connect(new InetSocketAddress(address, target.port()), CONNECT_MILLIS);
                next.setTcpNoDelay(true);
                if (target.secure()) {
                    secure(target, next);
                }
                return;
            } catch (SocketTimeoutException | java.net.ConnectException | java.net.NoRouteToHostException e) {
                next.close();
                last = e;
            }
        }
        throw last;
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** How long a read may last from now on. */
    void readFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    private void secure(Target target, Socket plain) throws IOException {
        SSLSocket secure = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!target.isAddress()) {
            parameters.setServerNames(List.of(new SNIHostName(target.host())));
        }
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        socket = secure;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
