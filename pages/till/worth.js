/** What points are worth in money, as the ledger reckons: in minor units, rounded down. */

/** @param {{points: number, amount: number}} rate so many points for so much */
export function worth(points, { points: rate, amount }) {
  return Math.floor((points * amount) / rate);
}

/** What the points of a sale take off what is to be paid. */
export function discountOf({ amount, hold, offlinePoints }, redeem) {
  return Math.min(amount, hold ? hold.value.amount : worth(offlinePoints, redeem));
}
