package dev.tallystick.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's connection, which is given a request's length but sends it in one piece all the same. Where it streams, it first
 * looks for a millisecond whether a connection that it kept is still open: a millisecond more for each call.
 */
final class WholeRequest extends HttpURLConnection {

    private final HttpURLConnection connection;

    /** @param connectMillis how long to wait for a connection, whatever else is asked for */
    WholeRequest(HttpURLConnection connection, int connectMillis) {
        super(connection.getURL());
        this.connection = connection;
        connection.setConnectTimeout(connectMillis);
    }

    @Override
    public void setFixedLengthStreamingMode(long length) {
        // it is known when all of it is written
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {
        // it is known when all of it is written
    }

    @Override
    public void setChunkedStreamingMode(int length) {
        // it goes out in one piece
    }

    @Override
    public void connect() throws IOException {
        connection.connect();
    }

    @Override
    public void disconnect() {
        connection.disconnect();
    }

    @Override
    public boolean usingProxy() {
        return connection.usingProxy();
    }

    @Override
    public void setConnectTimeout(int millis) {
        // it is set already
    }

    @Override
    public void setReadTimeout(int millis) {
        connection.setReadTimeout(millis);
    }

    @Override
    public void setDoOutput(boolean writes) {
        connection.setDoOutput(writes);
    }

    @Override
    public void setInstanceFollowRedirects(boolean follows) {
        connection.setInstanceFollowRedirects(follows);
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        connection.setRequestMethod(method);
    }

    @Override
    public String getRequestMethod() {
        return connection.getRequestMethod();
    }

    @Override
    public void setRequestProperty(String name, String value) {
        connection.setRequestProperty(name, value);
    }

    @Override
    public void addRequestProperty(String name, String value) {
        connection.addRequestProperty(name, value);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection.getOutputStream();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return connection.getInputStream();
    }

    @Override
    public @Nullable InputStream getErrorStream() {
        return connection.getErrorStream();
    }

    @Override
    public int getResponseCode() throws IOException {
        return connection.getResponseCode();
    }

    @Override
    public @Nullable String getResponseMessage() throws IOException {
        return connection.getResponseMessage();
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        return connection.getHeaderField(name);
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return connection.getHeaderFields();
    }
}
