package dev.tallystick.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom a call goes and what is taken of the answer, with receivers that do as they like. */
class HttpPostTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String NAME = "hooks.example.com";

    @TempDir
    static Path directory;

    private static SSLContext tls;

    @BeforeAll
    static void thereIsACertificateForTheName() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=any",
                        "-ext",
                        "SAN=dns:" + NAME,
                        "-validity",
                        "2",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void theCallGoesToTheAddressWithTheNameInHostAndCertificate() throws Exception {
        try (Receiver receiver = secure("127.0.0.1", Receiver.saying("HTTP/1.1 204 No Content\nRetry-After: 7\n\n"))) {
            Post.Answer answer =
                    send(resolving("127.0.0.1"), "https://" + NAME + ":" + receiver.port() + "/a?b=c", LONG);

            assertThat(answer).isEqualTo(new Post.Answer(204, "7"));
            assertThat(receiver.heads())
                    .singleElement()
                    .asString()
                    .startsWith("POST /a?b=c HTTP/1.1\r\nHost: " + NAME + ":" + receiver.port() + "\r\n")
                    .contains("\r\nContent-Length: 2\r\n", "\r\nConnection: close\r\n", "\r\nwebhook-id: e1\r\n");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTaken() throws Exception {
        try (Receiver receiver = secure("127.0.0.1", Receiver.saying("HTTP/1.1 200 OK\n\n"))) {
            assertThatThrownBy(() ->
                            send(resolving("127.0.0.1"), "https://other.example.com:" + receiver.port() + "/", LONG))
                    .isInstanceOf(SSLException.class);
            assertThat(receiver.heads()).isEmpty();
        }
    }

    /** DNS rebinding: the second answer leads elsewhere, and nobody asks for it. */
    @Test
    void aNameIsResolvedOnceAndWhatWasLookedAtIsConnectedTo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Route.Resolver rebinding = host ->
                new InetAddress[] {InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")};
        try (Receiver meant = secure("127.0.0.2", Receiver.saying("HTTP/1.1 200 OK\n\n"));
                Receiver victim = Receiver.start(
                        tls.getServerSocketFactory(),
                        "127.0.0.1",
                        meant.port(),
                        Receiver.saying("HTTP/1.1 200 OK\n\n"))) {
            send(rebinding, "https://" + NAME + ":" + meant.port() + "/", LONG);

            assertThat(asked).hasValue(1);
            assertThat(meant.heads()).hasSize(1);
            assertThat(victim.heads()).isEmpty();
        }
    }

    @Test
    void oneAddressThatIsNotAllowedIsEnoughToRefuse() throws Exception {
        try (Receiver receiver = secure("127.0.0.1", Receiver.saying("HTTP/1.1 200 OK\n\n"))) {
            String url = "https://" + NAME + ":" + receiver.port() + "/";
            Route.Resolver both = resolving("8.8.8.8", "127.0.0.1");
            Route.Resolver first = resolving("127.0.0.1", "8.8.8.8");
            Route.Resolver metadata = resolving("169.254.169.254");
            Route.Resolver mapped = resolving("::ffff:127.0.0.1");

            for (Route.Resolver resolver : new Route.Resolver[] {both, first, metadata, mapped}) {
                HttpPost post = new HttpPost(new Route(resolver, false), tls::getSocketFactory);
                assertThatThrownBy(() -> post.send(Target.of(url, false), Map.of(), BODY, LONG))
                        .isInstanceOf(Route.Refused.class);
            }
            assertThatThrownBy(() -> send(metadata, url, LONG))
                    .as("also where loopback is allowed")
                    .isInstanceOf(Route.Refused.class);
            assertThat(receiver.heads()).isEmpty();
        }
    }

    @Test
    void withoutTlsThereIsNoWayButToLoopback() {
        assertThatThrownBy(() -> send(resolving("8.8.8.8"), "http://localhost:8080/", LONG))
                .isInstanceOf(Route.Refused.class);
    }

    @Test
    void aNameThatNobodyHasIsToldApart() {
        assertThatThrownBy(() -> send(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        "https://" + NAME + "/",
                        LONG))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver inside = Receiver.start(Receiver.saying("HTTP/1.1 200 OK\n\n"));
                Receiver receiver = Receiver.start(Receiver.saying(
                        "HTTP/1.1 307 Temporary Redirect\nLocation: http://127.0.0.1:" + inside.port() + "/\n\n"))) {
            assertThat(plain(receiver, LONG).status()).isEqualTo(307);
            assertThat(inside.heads()).isEmpty();
        }
    }

    @Test
    void provisionalAnswersAreNotTheAnswer() throws Exception {
        try (Receiver receiver = Receiver.start(Receiver.saying(
                "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: x\n\nHTTP/1.1 201 Created\n\n"))) {
            assertThat(plain(receiver, LONG).status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\n\n\n",
                "HTTP/1.1 20 OK\n\n",
                "HTTP/2 200\n\n",
                "HTTP/1.1 2000 OK\n\n",
                "HTTP/1.1 099 OK\n\n",
                ""
            })
    void whatIsNotHttpIsBroken(String answer) throws Exception {
        try (Receiver receiver = Receiver.start(Receiver.saying(answer))) {
            assertThatThrownBy(() -> plain(receiver, LONG)).isInstanceOf(Post.Broken.class);
        }
    }

    @Test
    void anEndlessHeadIsNotReadToItsEnd() throws Exception {
        try (Receiver receiver = Receiver.start(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("x: ".repeat(1000).getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertThatThrownBy(() -> plain(receiver, LONG)).isInstanceOf(Post.Broken.class);
        }
    }

    @Test
    void anEndlessBodyIsNotWaitedFor() throws Exception {
        try (Receiver receiver = Receiver.start(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[100_000]);
            }
        })) {
            assertThat(plain(receiver, LONG).status()).isEqualTo(200);
        }
    }

    @Test
    void whoDoesNotAnswerOrDripsIsGivenUpInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Receiver silent = Receiver.start(out -> never.await());
                Receiver dripping = Receiver.start(out -> {
                    while (!never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                        out.write('x');
                        out.flush();
                    }
                })) {
            assertThatThrownBy(() -> plain(silent, SHORT)).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> plain(dripping, SHORT)).isInstanceOf(SocketTimeoutException.class);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aNameWhoseResolutionHangsIsGivenUpInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> send(
                            host -> {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                return new InetAddress[0];
                            },
                            "https://" + NAME + "/",
                            SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            never.countDown();
        }
    }

    private static Receiver secure(String address, Receiver.Script script) throws IOException {
        return Receiver.start(tls.getServerSocketFactory(), address, 0, script);
    }

    private static Route.Resolver resolving(String... addresses) {
        return host -> java.util.stream.Stream.of(addresses)
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new);
    }

    private static Post.Answer plain(Receiver receiver, Duration longest) throws Exception {
        return send(resolving("127.0.0.1"), "http://localhost:" + receiver.port() + "/", longest);
    }

    private static Post.Answer send(Route.Resolver resolver, String url, Duration longest) throws Exception {
        return new HttpPost(new Route(resolver, true), tls::getSocketFactory)
                .send(Target.of(url, true), Map.of("webhook-id", "e1"), BODY, longest);
    }
}
