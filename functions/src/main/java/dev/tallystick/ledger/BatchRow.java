package dev.tallystick.ledger;

/**
 * The row of a batch that an operation came in.
 *
 * @param batch the batch's id
 * @param index the row's, from 0
 */
public record BatchRow(String batch, int index) {}
