package dev.tallystick.ledger;

/**
 * A row of a batch.
 *
 * @param batch the batch's id, {@code source[.terminal]:batchId}
 * @param index from 0
 */
public record BatchRow(String batch, int index) {}
