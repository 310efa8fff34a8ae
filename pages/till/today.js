/** The list of the shift: what was done in it, and what became of that. */
import { keepShift } from './shift.js';

/** @param {{desk: object, line: object}} at */
export function createToday({ desk, line }) {
  const { state } = desk;

  function note(entry) {
    state.shift.today.unshift({ at: Date.now(), ...entry });
    keepShift(state.shift);
  }

  function amend(key, changes) {
    const found = state.shift?.today.find((entry) => entry.key === key);
    if (found) {
      Object.assign(found, changes);
      keepShift(state.shift);
    }
  }

  function purchase(id) {
    return state.shift.today.find((entry) => entry.type === 'purchase' && (entry.id === id || `${state.shift.till}:${entry.id}` === id));
  }

  /** A purchase as the ledger has it; null where it cannot be had. */
  async function told(id) {
    return line.send('GET', `/v1/purchases/${encodeURIComponent(id)}`).then(
      ({ body }) => body,
      () => null,
    );
  }

  async function refunded(id) {
    const entry = purchase(id);
    const found = entry && (await told(id));
    if (found) amend(entry.key, { refunded: refundedOf(found) });
  }

  async function earned(entry) {
    const found = await told(entry.id);
    if (found) amend(entry.key, { points: found.earned.points });
  }

  return {
    note,
    amend,
    purchase,

    /** What became of operations that waited, also those of another tab. */
    async learn(news) {
      if (!state.shift) return;
      for (const { entry: key, type, status, problem } of news) {
        const entry = state.shift.today.find((one) => one.key === key);
        if (!entry) continue;
        const refused = status === 'refused';
        amend(key, { status: refused ? 'refused' : 'booked', problem: problem?.code ?? null });
        if (type === 'void') amend(purchase(entry.subject)?.key, { voiding: false, voided: !refused });
        if (type === 'refund') await refunded(entry.subject);
        if (type === 'purchase' && !refused) await earned(entry);
      }
      const count = news.filter(({ status }) => status === 'refused').length;
      desk.say(count ? desk.t('queue.someRefused', { count }) : desk.t('queue.allBooked', { count: news.length }));
      desk.update();
    },
  };
}

/** How much of a purchase's total came back. */
export function refundedOf(purchase) {
  return purchase.refunds.reduce((sum, { total }) => sum + total.amount, 0);
}
