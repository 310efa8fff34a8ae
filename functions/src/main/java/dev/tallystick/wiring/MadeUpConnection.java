package dev.tallystick.wiring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A connection behind which somebody in this process answers; everything above it is what a real one is used by. */
final class MadeUpConnection extends HttpURLConnection {

    private final Service service;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private String target = "";
    private @Nullable Response response;

    /** Who answers. */
    @FunctionalInterface
    interface Service {

        /** @param operation such as {@code GetItem} */
        Response answer(String operation, byte[] request);
    }

    /** With JSON. */
    record Response(int status, String json) {

        private byte[] body() {
            return json.getBytes(StandardCharsets.UTF_8);
        }

        /** Those that DynamoDB sends, in a map of the type that the JDK gives. */
        private Map<String, List<String>> headers() {
            byte[] body = body();
            CRC32 checksum = new CRC32();
            checksum.update(body);
            return Collections.unmodifiableMap(new HashMap<>(Map.of(
                    "Content-Type", List.of("application/x-amz-json-1.0"),
                    "Content-Length", List.of(Integer.toString(body.length)),
                    "x-amzn-RequestId", List.of("made-up"),
                    "x-amz-crc32", List.of(Long.toString(checksum.getValue())))));
        }
    }

    MadeUpConnection(URL url, Service service) {
        super(url);
        this.service = service;
    }

    private Response response() {
        Response known = response;
        if (known == null) {
            known = service.answer(target.substring(target.indexOf('.') + 1), request.toByteArray());
            response = known;
        }
        return known;
    }

    @Override
    public void connect() {
        // it is
    }

    @Override
    public void disconnect() {
        // nothing is open
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void setRequestProperty(String name, String value) {
        addRequestProperty(name, value);
    }

    @Override
    public void addRequestProperty(String name, String value) {
        if (name.equalsIgnoreCase("X-Amz-Target")) {
            target = value;
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return request;
    }

    @Override
    public int getResponseCode() {
        return response().status();
    }

    @Override
    public String getResponseMessage() {
        return "";
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        List<String> values = getHeaderFields().get(name);
        return values == null ? null : values.getFirst();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return response().headers();
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(response().body());
    }

    @Override
    public @Nullable InputStream getErrorStream() {
        return response().status() < HTTP_BAD_REQUEST ? null : getInputStream();
    }
}
