package dev.tallystick.insight;

import java.util.Optional;

/**
 * Where the figures are counted, and their sums.
 *
 * @param sums of the current generation
 * @param current the one that is read
 * @param next the one in which they are being counted anew, if they are
 * @param last the highest number that a generation had
 * @param months in which any generation has rows; none before the first row
 */
record Figures(TrialBalance sums, Generation current, Optional<Generation> next, long last, Optional<Months> months) {}
