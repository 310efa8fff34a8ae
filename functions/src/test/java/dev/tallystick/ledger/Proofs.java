package dev.tallystick.ledger;

import dev.tallystick.points.MemberId;
import dev.tallystick.store.SecretKeys;
import dev.tallystick.token.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Directories that know member codes and presences, and what phones then show. */
public final class Proofs {

    private static final String KEYS = "{\"current\": \"1\", \"1\": \"%s\"}".formatted("k".repeat(64));

    public static final Tokens TOKENS = new Tokens(() -> SecretKeys.parse(KEYS), "test");
    public static final MemberCodes CODES = new MemberCodes(() -> SecretKeys.parse(KEYS));
    public static final Presences PRESENCES = new Presences(TOKENS);

    private Proofs() {}

    public static Directory directory(MembersTable table, Supplier<SecretKeys> keys, InstantSource clock) {
        return new Directory(table, keys, CODES, PRESENCES, clock);
    }

    /** The digits that a member's phone shows. */
    public static String digits(MemberId member, Instant at) {
        return CODES.digits(member, at);
    }

    public static long step(Instant at) {
        return at.getEpochSecond() / MemberCodes.PERIOD;
    }
}
