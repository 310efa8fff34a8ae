package dev.tallystick.ledger;

import dev.tallystick.points.EntryKey;
import java.time.Instant;

/**
 * The void of an operation that had not come yet: it lies where the operation's own entry would, so that it never can. It
 * belongs to no member and moves nothing.
 */
public record Tombstone(EntryKey.Step key, Instant at, Origin origin) implements Recorded {}
