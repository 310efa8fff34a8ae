package dev.tallystick.bench.pure;

import dev.tallystick.bench.store.Call;
import dev.tallystick.json.Canonical;
import dev.tallystick.json.Json;
import dev.tallystick.ledger.RequestCode;
import dev.tallystick.ledger.RequestCodes;
import dev.tallystick.points.Account;
import dev.tallystick.points.Decide;
import dev.tallystick.points.Decision;
import dev.tallystick.points.MemberId;
import dev.tallystick.points.OperationKey;
import dev.tallystick.points.OperationKind;
import dev.tallystick.points.Program;
import dev.tallystick.store.SecretKeys;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parts of an earn that compute only. */
@State(Scope.Benchmark)
public class Parts {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final byte[] event = Call.purchase("tsk_key", "m-member");
    private final Map<String, Object> request =
            Map.of("total", 12_000L, "occurredAt", "2026-11-22T12:00:00Z", "purchaseId", "1001", "currency", "EUR");
    private final RequestCodes codes = new RequestCodes(
            () -> SecretKeys.parse("{\"current\":\"1\",\"1\":\"a key of as many letters as there are in real ones\"}"));
    private final Program program = Program.shipped();
    private final OperationKey operation = new OperationKey(OperationKind.ENROLMENT, "web", null, "e-1");
    private final Account account =
            Decide.enrol(operation, new MemberId("m-member"), program, NOW).next();

    /** The gateway's event as values. */
    @Benchmark
    public @Nullable Object readEvent() throws Json.Malformed {
        return Json.parse(event);
    }

    /** A request's canonical form and its code. */
    @Benchmark
    public RequestCode canonicalFormAndCode() {
        return codes.of(Canonical.text(request));
    }

    /** A new member. */
    @Benchmark
    public Decision.Accepted decideEnrolment() {
        return Decide.enrol(operation, account.member(), program, NOW);
    }

    /** What time has done to an account. */
    @Benchmark
    public Account.Settled settle() {
        return account.settle(NOW.plusSeconds(60));
    }
}
