package dev.tallystick.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request a connection (RFC 9112), of which the status is all that counts: no redirect, no cookie, no compression, and of
 * the answer no more than its head. Its body is taken in for a moment, so that a receiver can finish writing it.
 */
final class HttpPost implements Post {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
    private static final int LARGEST_HEAD = 16 * 1024;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int LET_FINISH_MILLIS = 200;

    private final Route route;
    private final Supplier<SSLSocketFactory> tls;

    /** @param tls asked when a call is made, since a snapshot must hold none of its state */
    HttpPost(Route route, Supplier<SSLSocketFactory> tls) {
        this.route = route;
        this.tls = tls;
    }

    /** In a thread of its own, since neither the DNS nor a handshake that drips can be told how long it may take. */
    @Override
    public Answer send(Target target, Map<String, String> headers, byte[] body, Duration longest) throws IOException {
        try (Connection connection = new Connection(tls.get())) {
            FutureTask<Answer> exchange = new FutureTask<>(() -> exchange(connection, target, headers, body));
            Thread.ofPlatform().daemon().name("webhook").start(exchange);
            return exchange.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
    }

    private Answer exchange(Connection connection, Target target, Map<String, String> headers, byte[] body)
            throws IOException {
        connection.open(target, route.to(target));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(target, headers, body.length).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        connection.out().write(request.toByteArray());
        connection.out().flush();
        Answer answer = answer(new BufferedInputStream(connection.in()));
        letFinish(connection);
        return answer;
    }

    private static String head(Target target, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST ")
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nContent-Length: ")
                .append(length)
                .append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** The first that is not provisional (1xx). */
    private static Answer answer(InputStream in) throws IOException {
        int left = LARGEST_HEAD;
        while (true) {
            String head = head(in, left);
            left -= head.length();
            Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
            if (!status.matches()) {
                throw new Broken();
            }
            int code = Integer.parseInt(status.group(1));
            if (code >= 200) {
                return new Answer(code, header(head, "retry-after:"));
            }
        }
    }

    private static String head(InputStream in, int most) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0 || head.size() >= most) {
                throw new Broken();
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse(null);
    }

    private static void letFinish(Connection connection) {
        try {
            long end = System.nanoTime() + Duration.ofMillis(LET_FINISH_MILLIS).toNanos();
            int read = 0;
            connection.readFor(LET_FINISH_MILLIS);
            byte[] some = new byte[4096];
            for (int n = 0; n >= 0 && read < LARGEST_BODY && System.nanoTime() < end; read += n) {
                n = connection.in().read(some);
            }
        } catch (IOException e) {
            // what the answer came to is known
        }
    }
}
