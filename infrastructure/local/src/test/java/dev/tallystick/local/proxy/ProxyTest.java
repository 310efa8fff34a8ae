package dev.tallystick.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy before a service of the test's own, which keeps what it gets and answers what it is told to. */
final class ProxyTest {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Passage> passages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private ServerSocket service;
    private Proxy proxy;
    private Socket caller;

    @BeforeEach
    void start() throws IOException {
        service = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!service.isClosed()) {
                try {
                    Socket connection = service.accept();
                    connections.add(connection);
                    Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException _) {
                    // the test is over
                }
            }
        });
        proxy = Proxy.bindFree();
        proxy.serve(
                "http://localhost:" + service.getLocalPort(),
                _ -> passages.isEmpty() ? new Passage.Through() : passages.remove());
        caller = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(proxy.url()).getPort());
        caller.setSoTimeout(60_000);
    }

    @AfterEach
    void stop() throws IOException {
        caller.close();
        proxy.close();
        service.close();
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean open = true;
            while (open) {
                Message request =
                        Message.request(in, OutputStream.nullOutputStream()).orElseThrow();
                received.add(text(request.bytes()));
                String answer = answers.take();
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                open = !answer.startsWith("HTTP/1.0");
            }
        } catch (Exception _) {
            // the connection is over
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void send(String request) throws IOException {
        caller.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String receive(int length) throws IOException {
        return text(caller.getInputStream().readNBytes(length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /a?b=c HTTP/1.1\r\nHost: x\r\nX-ODD:  kept \r\nContent-Length: 4\r\n\r\nb\u00ff\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nTrailer: t\r\n\r\n",
                "GET /queue HTTP/1.1\r\n\r\n"
            })
    void requests_and_answers_pass_byte_for_byte(String request) throws Exception {
        for (String answer : new String[] {
            "HTTP/1.1 200 OK\r\nSERVER: s\r\nContent-Length: 3\r\n\r\n\u0000\u00ffz",
            "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n",
            "HTTP/1.1 204 None\r\n\r\n"
        }) {
            answers.add(answer);
            send(request);
            assertThat(receive(answer.length())).isEqualTo(answer);
            assertThat(received.take()).isEqualTo(request);
        }
        assertThat(connections).as("one connection for all calls").hasSize(1);
    }

    @Test
    void the_answer_to_a_HEAD_has_no_body_whatever_its_length_says() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n";
        for (int i = 0; i < 2; i++) {
            answers.add(answer);
            send("HEAD / HTTP/1.1\r\n\r\n");
            assertThat(receive(answer.length())).isEqualTo(answer);
        }
    }

    @Test
    void who_waits_before_the_body_is_told_to_go_on() throws Exception {
        send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
        String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        assertThat(receive(goOn.length())).isEqualTo(goOn);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        answers.add("HTTP/1.1 100 Continue\r\n\r\n" + answer);
        send("x");
        assertThat(receive(answer.length())).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.0 200 OK\r\n\r\nuntil the end"
            })
    void a_service_that_ends_the_connection_ends_the_callers_too(String answer) throws Exception {
        answers.add(answer);
        send("GET / HTTP/1.1\r\n\r\n");
        assertThat(text(caller.getInputStream().readAllBytes())).isEqualTo(answer);
    }

    @Test
    void a_lost_answer_ends_the_connection_after_the_service_has_had_the_call() throws Exception {
        passages.add(new Passage.WithoutAnswer());
        answers.add("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx");
        assertThat(caller.getInputStream().readAllBytes()).isEmpty();
        assertThat(received).hasSize(1);
    }

    @Test
    void what_the_gate_answers_never_reaches_the_service_and_the_connection_goes_on() throws Exception {
        passages.add(new Passage.Answered(new Reply(400, Map.of(), "no\u00e9")));
        send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx");
        Message reply = Message.answer(caller.getInputStream(), false).orElseThrow();
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("no\u00e9");
        assertThat(reply.header("x-amzn-requestid")).isNotEmpty();
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        answers.add(answer);
        send("GET /second HTTP/1.1\r\n\r\n");
        assertThat(receive(answer.length())).isEqualTo(answer);
        assertThat(received).containsExactly("GET /second HTTP/1.1\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: x", "Content-Length: 99999999999", "Transfer-Encoding: chunked\r\n\r\nzz"})
    void what_is_no_message_ends_the_connection(String header) throws Exception {
        send("POST / HTTP/1.1\r\n" + header + "\r\n\r\n");
        assertThat(caller.getInputStream().readAllBytes()).isEmpty();
        assertThat(received).isEmpty();
    }
}
