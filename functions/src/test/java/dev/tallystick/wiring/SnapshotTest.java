package dev.tallystick.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Client;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import dev.tallystick.store.SecretKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.crac.Core;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTest {

    /** Kinds of things of which two processes must not have the same. */
    private static final List<Class<?>> UNIQUE = List.of(
            Random.class,
            UUID.class,
            Key.class,
            SecretKeys.class,
            ApiKey.class,
            Client.class,
            MemberId.class,
            Program.class,
            Thread.class,
            Socket.class,
            LocalDate.class);

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void environment() {
        // The SDK's client wants a region even before it is used.
        System.setProperty("aws.region", "eu-central-1");
        for (String name : List.of("LEDGER_TABLE", "MEMBERS_TABLE", "INSIGHTS_TABLE", "INSTALLATION")) {
            environment.put(name, name);
        }
        for (String name : List.of("WALLET_TOKEN", "MEMBER_CODE", "REQUEST", "IDENTIFIER")) {
            environment.put(name + "_KEYS_SECRET", name);
        }
        environment.put("PROGRAM_CACHE_SECONDS", "60");
        environment.put("KEY_CACHE_SECONDS", "60");
    }

    @ParameterizedTest
    @EnumSource
    void aRehearsalGoesThroughWithoutANetwork(Wiring.Part part) {
        new Rehearsal(environment).play(EnumSet.of(part), 2, () -> {});
    }

    @Test
    void aRehearsalGoesThroughWhereNothingIsKept() {
        environment.put("PROGRAM_CACHE_SECONDS", "0");
        environment.put("KEY_CACHE_SECONDS", "0");

        new Rehearsal(environment).play(EnumSet.allOf(Wiring.Part.class), 2, () -> {});
    }

    @Test
    void aRehearsalThatFailsSaysSo() {
        environment.put("PROGRAM_CACHE_SECONDS", "none");

        assertThatThrownBy(() -> new Rehearsal(environment).play(EnumSet.allOf(Wiring.Part.class), 1, () -> {}))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aReadThatFailsEndsTheReadsOfARehearsalAndNoConnectionStaysOpen() throws IOException {
        List<String> connections = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                connections.add(
                        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Connection"), "none"));
                byte[] answer = (connections.size() == 2 ? "{\"__type\":\"AccessDeniedException\"}" : "{}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(connections.size() == 2 ? 400 : 200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        Map<String, String> properties = Map.of(
                "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
                "aws.accessKeyId", "any",
                "aws.secretAccessKey", "any");
        properties.forEach(System::setProperty);
        try {
            environment.put("PRIMING_ROUNDS", "5");
            Ahead ahead = Ahead.afterwards();
            Wiring wiring = new Wiring(environment, AwsClients.real(), ahead);
            var _ = wiring.access();

            new Snapshot(wiring, ahead).beforeCheckpoint(Core.getGlobalContext());
        } finally {
            properties.keySet().forEach(System::clearProperty);
            server.stop(0);
        }

        assertThat(connections).containsExactly("keep-alive", "keep-alive", "close");
    }

    @Test
    void afterARehearsalTheFunctionAndOurStaticFieldsHoldNothingUnique() {
        Instant start = Instant.now();
        Wiring wiring = new Wiring(environment, AwsClients.real(), Ahead.afterwards());
        Object[] function = {
            wiring, wiring.access(), wiring.purchases(), wiring.redemptions(), wiring.answers(), wiring.walletAccess()
        };
        wiring.rehearsal().play(EnumSet.allOf(Wiring.Part.class), 2, () -> {});

        Set<Object> held = Reachable.from(function);

        assertThat(held).anyMatch(wiring.tables()::equals);
        assertThat(unique(held, start)).isEmpty();
    }

    @Test
    void whatAFunctionWouldHoldAfterARequestIsFound() {
        Instant start = Instant.now();
        List<Object> held = List.of(
                Instant.now(),
                new Random(),
                ApiKey.draw(),
                SecretKeys.parse("{\"current\":\"1\",\"1\":\"secret\"}")
                        .current()
                        .key());

        assertThat(unique(Reachable.from(held), start)).hasSameSizeAs(held);
    }

    private static List<Object> unique(Set<Object> held, Instant start) {
        List<Object> unique = new ArrayList<>();
        for (Object object : held) {
            boolean isOfNow = object instanceof Instant instant
                    && Duration.between(start, instant).abs().toHours() < 24;
            boolean isNobody =
                    (object instanceof Client client && client.keyId().isEmpty())
                            || new MemberId("nobody").equals(object);
            if (!isNobody && (isOfNow || UNIQUE.stream().anyMatch(type -> type.isInstance(object)))) {
                unique.add(object);
            }
        }
        return unique;
    }

    @Test
    void nothingIsReadBeforeTheRestoreAndEachThingOnceAfterIt() {
        AtomicInteger reads = new AtomicInteger();
        Ahead ahead = Ahead.afterwards();
        ahead.read("it", reads::incrementAndGet);
        ahead.read("it", reads::incrementAndGet);
        assertThat(reads).hasValue(0);

        ahead.afterRestore();

        assertThat(reads).hasValue(1);
    }

    @Test
    void whoeverDecidesOrShowsPointsHasTheProgramReadAfterTheRestore() {
        List<Function<Wiring, Object>> parts = List.of(
                Wiring::purchases,
                Wiring::redemptions,
                Wiring::quotes,
                Wiring::refunds,
                Wiring::followUps,
                Wiring::answers,
                Wiring::programs);
        for (Function<Wiring, Object> part : parts) {
            List<String> asked = new CopyOnWriteArrayList<>();
            Ahead ahead = Ahead.afterwards();
            var _ = part.apply(new Wiring(environment, AwsClients.madeUp(noting(asked)), ahead));
            assertThat(asked).isEmpty();

            ahead.afterRestore();

            assertThat(asked)
                    .filteredOn(request -> request.contains("\"PROGRAM\""))
                    .hasSize(1);
        }
    }

    /** Services that have nothing and note what they are asked. */
    private static MadeUpConnection.Service noting(List<String> asked) {
        MadeUpServices services = new MadeUpServices();
        return (operation, request) -> {
            asked.add(new String(request, StandardCharsets.UTF_8));
            return services.answer(operation, request);
        };
    }

    @Test
    void withoutASnapshotItIsReadAtOnce() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);

        Ahead.atOnce().read("it", () -> {
            read.countDown();
            return "it";
        });

        assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatCannotBeReadAheadFailsNothing() {
        Ahead ahead = Ahead.afterwards();
        ahead.read("it", () -> {
            throw new IllegalStateException("not now");
        });

        ahead.afterRestore();
    }
}
