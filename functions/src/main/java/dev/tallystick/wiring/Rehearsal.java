package dev.tallystick.wiring;

import dev.tallystick.access.ApiKey;
import dev.tallystick.access.Grant;
import dev.tallystick.access.Scope;
import dev.tallystick.access.Source;
import dev.tallystick.api.Answers;
import dev.tallystick.api.Call;
import dev.tallystick.api.EntryJson;
import dev.tallystick.http.HttpFunction;
import dev.tallystick.http.HttpResponse;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.LedgerEntry;
import dev.tallystick.ledger.ProgramItem;
import dev.tallystick.log.Beside;
import dev.tallystick.log.CallScope;
import dev.tallystick.points.Channel;
import dev.tallystick.points.Fact;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.Program;
import dev.tallystick.store.Database;
import dev.tallystick.store.Item;
import dev.tallystick.store.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays requests of customers who do not exist, in a shop that does not exist, with the function's own code on services that are
 * made up. All of it is drawn here and thrown away; of the function's own things it touches none, and no points.
 */
final class Rehearsal {

    private final MadeUpServices services = new MadeUpServices();
    private final Wiring twin;
    private final ApiKey key = ApiKey.draw();

    Rehearsal(Map<String, String> environment) {
        this.twin = new Wiring(environment, AwsClients.madeUp(services), Ahead.never());
    }

    /** So many rounds with what the function uses, and something after each; code that is called often enough is compiled. */
    void play(Set<Wiring.Part> parts, int rounds, Runnable afterEach) {
        HttpFunction enrolment = twin.access()
                .require(
                        Scope.MEMBERS,
                        (caller, request) -> twin.answers()
                                .of(
                                        twin.enrolments().enrol(Call.of(caller, request), request.body()),
                                        Rehearsal::shown));
        HttpFunction purchase = twin.access()
                .require(
                        Scope.PURCHASES,
                        (caller, request) -> twin.answers()
                                .of(
                                        twin.purchases().record(Call.of(caller, request), request.body()),
                                        Rehearsal::shown));
        HttpFunction redemption = twin.access()
                .require(
                        Scope.REDEMPTIONS,
                        (caller, request) -> twin.answers()
                                .of(
                                        twin.redemptions().redeem(Call.of(caller, request), request.body()),
                                        Rehearsal::shown));
        HttpFunction nothing =
                twin.access().require(Scope.MEMBERS, (caller, request) -> HttpResponse.of(200, Map.of()));
        for (int round = 0; round < rounds; round++) {
            openShop();
            String id = "made-up-" + round;
            if (parts.contains(Wiring.Part.LEDGER) || parts.contains(Wiring.Part.MEMBER_PAGES)) {
                MemberId member =
                        new MemberId(String.valueOf(play(enrolment, id, Map.of("enrolmentId", id, "name", "Nobody"))
                                .get("memberId")));
                var _ = play(purchase, id, purchase(id, member));
                var _ = play(redemption, id, redemption(id, member));
                var statement = Beside.begin(() -> twin.statements().newestFirst(member, 5, Long.MAX_VALUE));
                var _ = twin.memberPages().read(member, true);
                var _ = statement.get();
            } else {
                var _ = play(nothing, id, Map.of());
            }
            services.clear();
            afterEach.run();
        }
    }

    private static Map<String, Object> purchase(String id, MemberId member) {
        Map<String, Object> total =
                Map.of("amount", 100_000L, "currency", Program.shipped().currency());
        return Map.of(
                "purchaseId",
                id,
                "member",
                Map.of("memberId", member.value()),
                "total",
                total,
                "occurredAt",
                Instant.now().toString());
    }

    private static Map<String, Object> redemption(String id, MemberId member) {
        return Map.of("redemptionId", id, "member", Map.of("memberId", member.value()), "points", 100L);
    }

    private void openShop() {
        Source shop = new Source("made-up", Channel.ONLINE, "Made up", ZoneId.of("Europe/Berlin"), "DE");
        Grant grant = Grant.of(shop.id(), null, Set.of(Scope.values()));
        List<Item> items = List.of(
                shop.write(),
                key.client(grant, Instant.now()).write(),
                ProgramItem.write(Keys.currentProgram(), Program.shipped()));
        twin.database()
                .transact(items.stream()
                        .map(item -> Database.putIfAbsent(twin.tables().members(), item))
                        .toList());
    }

    /** The body of the answer, which must be good. */
    private Map<?, ?> play(HttpFunction function, String id, Map<String, ?> body) {
        Map<String, Object> event = Map.of(
                "version",
                "2.0",
                "routeKey",
                "POST /made-up",
                "rawPath",
                "/made-up",
                "headers",
                Map.of("authorization", "Bearer " + key.shown(), "content-type", "application/json"),
                "requestContext",
                Map.of("requestId", id, "domainName", "localhost"),
                "body",
                Json.text(body),
                "isBase64Encoded",
                false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CallScope.rehearse(() -> serve(function, Json.bytes(event), out));
        Map<?, ?> answer = object(out.toByteArray());
        if (answer.get("statusCode") instanceof Long status && status < 300) {
            return object(String.valueOf(answer.get("body")).getBytes(StandardCharsets.UTF_8));
        }
        throw new IllegalStateException("a made-up request was refused");
    }

    private static void serve(HttpFunction function, byte[] event, OutputStream answer) {
        try {
            function.serve(new ByteArrayInputStream(event), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> object(byte[] json) {
        try {
            return Json.parse(json) instanceof Map<?, ?> fields ? fields : Map.of();
        } catch (Json.Malformed e) {
            throw new IllegalStateException("an answer of ours is not JSON", e);
        }
    }

    private static Map<String, Object> shown(LedgerEntry entry, Program program) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "memberId",
                entry.entry().member().value(),
                "balance",
                Answers.balance(entry.entry().balanceAfter(), program)));
        if (entry.entry().fact() instanceof Fact.Earned earned) {
            body.put("breakdown", EntryJson.breakdown(earned.breakdown(), program));
            body.put("tier", Answers.tier(earned.tierAfter(), program));
        }
        return body;
    }
}
