package dev.tallystick.points;

import java.time.Instant;

/**
 * One line of a member's history, immutable.
 *
 * @param key what it is of; no other entry has it
 * @param seq 1, 2, 3 … without a gap ({@link Invariant#SEQ_HAS_NO_GAP})
 * @param at when the ledger recorded it, in milliseconds; never before the entry before it
 * @param postings what it moved ({@link Invariant#POSTINGS_SUM_TO_ZERO})
 * @param balanceAfter what the member had then
 * @param fact what happened
 */
public record Entry(
        EntryKey key, MemberId member, long seq, Instant at, Postings postings, Balance balanceAfter, Fact fact) {}
