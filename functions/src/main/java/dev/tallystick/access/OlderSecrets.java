package dev.tallystick.access;

import dev.tallystick.store.Item;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of a key before its newest, as hashes, the oldest first. Each is valid until the end that was promised for it,
 * whatever rotations come after; beyond {@link #MOST} the oldest gives way.
 */
public record OlderSecrets(List<Older> all) {

    static final int MOST = 3;
    static final OlderSecrets NONE = new OlderSecrets(List.of());

    private static final Older NEVER = new Older(new byte[32], Instant.EPOCH);

    /** One of them, by its SHA-256, and from when on it is valid no more. */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, never by equals
    public record Older(byte[] hash, Instant endsAt) {}

    public OlderSecrets {
        all = List.copyOf(all);
    }

    /** Whether it is the hash of one that is still valid. Always the same number of comparisons, whatever the answer. */
    boolean accept(byte[] hash, Instant now) {
        boolean accepted = false;
        for (int i = 0; i < MOST; i++) {
            Older older = i < all.size() ? all.get(i) : NEVER;
            boolean same = MessageDigest.isEqual(older.hash, hash);
            accepted |= same && now.isBefore(older.endsAt);
        }
        return accepted;
    }

    /** Without those that have ended. */
    OlderSecrets at(Instant now) {
        return new OlderSecrets(
                all.stream().filter(older -> now.isBefore(older.endsAt)).toList());
    }

    /** With one more, as the last to give way; what was promised for it before is kept where it is longer. */
    OlderSecrets with(byte[] hash, Instant endsAt) {
        Instant end = endsAt;
        List<Older> next = new ArrayList<>();
        for (Older older : all) {
            if (!MessageDigest.isEqual(older.hash, hash)) {
                next.add(older);
            } else if (older.endsAt.isAfter(end)) {
                end = older.endsAt;
            }
        }
        next.add(new Older(hash, end));
        return new OlderSecrets(next);
    }

    /** As many as are kept. */
    OlderSecrets bounded() {
        return new OlderSecrets(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** When the last of them ends; there must be one. */
    Instant lastEndsAt() {
        return all.stream().map(Older::endsAt).max(Instant::compareTo).orElseThrow();
    }

    /** The last has the attributes that the only one had before there were several. */
    void write(Item item) {
        item.put("olderHash", all.getLast().hash).put("olderEndsAt", all.getLast().endsAt);
        if (all.size() > 1) {
            item.put(
                    "evenOlder",
                    all.subList(0, all.size() - 1).stream()
                            .map(older -> HexFormat.of().formatHex(older.hash) + "," + older.endsAt)
                            .collect(Collectors.joining(";")));
        }
    }

    static OlderSecrets read(Item item) {
        String packed = item.optionalText("evenOlder");
        Stream<Older> evenOlder = packed == null
                ? Stream.empty()
                : Stream.of(packed.split(";", -1)).map(OlderSecrets::unpacked);
        return new OlderSecrets(
                Stream.concat(evenOlder, Stream.of(new Older(item.bytes("olderHash"), item.instant("olderEndsAt"))))
                        .toList());
    }

    private static Older unpacked(String packed) {
        String[] parts = packed.split(",", 2);
        return new Older(HexFormat.of().parseHex(parts[0]), Instant.parse(parts[1]));
    }
}
