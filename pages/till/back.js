/**
 * What comes back with goods: money, points that had paid, points that the sale had earned. A sale is told as
 * `{total, refunded, earned, spent, left, value}`: money in minor units, `earned` null where nobody knows it yet, `left` what was not
 * given back yet of the points spent, `value` what all of them paid for.
 */

/** Of a sale that was voided. */
export const NOTHING = Object.freeze({ total: 0, refunded: 0, earned: 0, spent: 0, left: 0, value: 0 });

/** @param {object} purchase as the interface tells it  @param {object[]} redemptions those that paid for it */
export function soldOf(purchase, redemptions) {
  const sum = (of) => redemptions.reduce((all, one) => all + of(one), 0);
  return {
    total: purchase.total.amount,
    refunded: purchase.refunds.reduce((all, { total }) => all + total.amount, 0),
    earned: purchase.earned.points,
    spent: sum(({ points, capturedPoints }) => capturedPoints || points),
    left: sum(({ points, capturedPoints, reversedPoints }) => (capturedPoints || points) - reversedPoints),
    value: sum(({ value }) => value.amount),
  };
}

/** As the list of the shift has it. */
export function soldHere({ amount: total, refunded = 0, points: earned, spent = 0, discount: value = 0 }) {
  return { total, refunded, earned, spent, left: kept(spent, total, refunded), value };
}

/** How much of it may still come back. */
export function leftOf({ total, refunded }) {
  return total - refunded;
}

/** What a refund of so much will give back. */
export function comesBack(sold, amount) {
  const { total, refunded, earned, spent, left } = sold;
  const share = (points) => kept(points, total, refunded) - kept(points, total, refunded + amount);
  const restored = Math.min(left, share(spent));
  return { cash: cashOf(sold, amount, restored), restored, clawedBack: earned === null ? null : share(earned) };
}

/** The money of it where so many points came back. Parts add up to what was paid in money. */
export function cashOf({ spent, left, value }, amount, restored) {
  const worth = (points) => (spent ? Math.floor((value * points) / spent) : 0);
  return Math.max(0, amount - worth(left) + worth(left - restored));
}

/** Of points for a whole, those that stay when so much of it came back. */
function kept(points, total, refunded) {
  return total ? Math.floor((points * (total - refunded)) / total) : 0;
}
