/** A sale: what is keyed in and earned, points that pay for it, booking it. */
import { Refused } from '../../shared/api.js';
import { NO_SALE } from '../desk.js';
import { newId, newReceipt, RECEIPT } from '../entry.js';
import { keepShift } from '../shift.js';
import { discountOf } from '../worth.js';

const QUOTE_PAUSE_MILLIS = 180;
export const MOST_AMOUNT = 999_999_999;
const MOST_POINTS = 999_999_999;

/** @param {{desk: object, line: object, today: object, queue: object}} at */
export function createSale({ desk, line, today, queue }) {
  const { state, update, setSale, say, focusOn, t } = desk;
  let quoteTimer = null;
  let quoteNumber = 0;
  let reserving = null;

  /** One of this customer, whose amount is yet to come. */
  function begin(member, welcome = false) {
    focusOn('amount');
    state.tab = 'sale';
    say(member.memberId ? t('member.opened', { name: member.name ?? t('member.card') }) : t('member.offline'));
    const receipt = newReceipt();
    update({ sale: { ...NO_SALE, stage: 'member', member, welcome, amount: 0, receipt, quote: null, hold: null, offlinePoints: 0, paying: null, done: null } });
  }

  function clear() {
    clearTimeout(quoteTimer);
    quoteNumber++;
    state.sale = NO_SALE;
  }

  function askQuote() {
    clearTimeout(quoteTimer);
    const { amount, member, hold } = state.sale;
    const number = ++quoteNumber;
    if (!amount || !member?.memberId || !state.online) {
      setSale({ quote: null });
      return;
    }
    if (state.sale.quote?.hold !== hold?.id) setSale({ quote: null });
    quoteTimer = setTimeout(async () => {
      try {
        const asked = member.presence && !hold ? { presence: member.presence } : { memberId: member.memberId };
        const { body } = await line.send('POST', '/v1/quotes', {
          body: { member: asked, total: money(state, amount), paidWith: hold ? [hold.id] : [] },
        });
        if (number === quoteNumber) setSale({ quote: { ...body, amount, hold: hold?.id } });
      } catch (e) {
        if (number === quoteNumber && member.presence && e.code === 'member-not-found') {
          state.sale.member = { ...member, presence: null };
          askQuote();
        } else if (number === quoteNumber) setSale({ quote: null, problem: e instanceof Refused ? { text: desk.problemText(e) } : null });
      }
    }, QUOTE_PAUSE_MILLIS);
  }

  async function holdPoints(points) {
    const { member } = state.sale;
    const redemptionId = newId();
    const asked = { id: redemptionId, points };
    reserving = asked;
    const named = member.presence ? { presence: member.presence } : nameOf(member);
    keepHold(asked);
    setSale({ busy: true, problem: null });
    try {
      const { body, dateMillis } = await line.send('POST', '/v1/redemptions', {
        body: { redemptionId, member: named, points, hold: {}, operator: state.shift.operator },
      });
      const hold = { id: redemptionId, points, value: body.value, expiresAt: body.expiresAt, endsAtMillis: Date.now() + Date.parse(body.expiresAt) - dateMillis };
      if (reserving !== asked) return;
      reserving = null;
      keepHold(hold);
      focusOn('book');
      say(t('hold.held', { count: points }));
      setSale({ busy: false, hold, paying: null, member: { ...state.sale.member, balance: body.balance } });
      askQuote();
    } catch (e) {
      if (reserving !== asked) return;
      reserving = null;
      if (e instanceof Refused) {
        keepHold(null);
        focusOn('points');
        const balance = e.problem.balance ?? state.sale.member.balance;
        setSale({ busy: false, problem: { text: desk.problemText(e) }, member: { ...state.sale.member, balance } });
      } else {
        await giveUpHold(asked);
        focusOn('amount');
        setSale({ busy: false, paying: null, problem: { text: t('hold.unknown') } });
      }
    }
  }

  /** Points must never stay reserved for a sale that nobody goes on with; voiding works whether or not the hold ever came. */
  async function giveUpHold(hold) {
    if (!hold) return;
    try {
      await queue.perform({ type: 'void', redemption: hold.id }, { points: hold.points });
    } catch {
      // It has ended by itself.
    }
    if (state.shift?.hold?.id === hold.id) keepHold(null);
  }

  function keepHold(hold) {
    if (!state.shift) return;
    state.shift.hold = hold;
    keepShift(state.shift);
  }

  async function releaseHold() {
    const { hold, member } = state.sale;
    setSale({ busy: true, hold: null });
    await giveUpHold(hold);
    if (state.sale?.stage !== 'member') return;
    focusOn('amount');
    const balance = { ...member.balance, available: member.balance.available + hold.points, held: member.balance.held - hold.points };
    setSale({ busy: false, member: state.sale.member === member ? { ...member, balance } : state.sale.member });
    askQuote();
  }

  /** A reservation that is on its way: voided at once, whichever of the two comes first. */
  async function stopReserving() {
    const asked = reserving;
    reserving = null;
    await giveUpHold(asked);
    if (state.sale?.stage !== 'member') return;
    focusOn('amount');
    setSale({ busy: false, paying: null });
  }

  async function book() {
    const { amount, member, receipt, hold, offlinePoints, paying, busy, occurredAt = new Date().toISOString() } = state.sale;
    if (!amount || busy || paying) return;
    if (!RECEIPT.test(receipt)) {
      focusOn('receipt');
      setSale({ problem: { text: t('sale.receipt.shape') } });
      return;
    }
    setSale({ busy: true, problem: null, occurredAt });
    const about = [member.named?.value, member.cardNumber].filter(Boolean);
    const spent = hold?.points ?? offlinePoints;
    const discount = discountOf(state.sale, state.shift.who.program.redeem);
    try {
      const paidWith = hold?.id ?? (offlinePoints ? await takeOffline(about) : null);
      keepHold(null);
      const op = { type: 'purchase', purchaseId: receipt, member: nameOf(member), total: money(state, amount), occurredAt, ...(paidWith && { paidWith: [paidWith] }) };
      const { entry, answer } = await queue.perform(op, { receipt, amount, points: spent }, about);
      const { earned, balance } = answer?.body ?? {};
      today.note({ key: entry, type: 'purchase', id: receipt, amount, spent, discount, points: earned?.points ?? null, status: answer ? 'booked' : 'waiting' });
      focusOn('next');
      say(answer ? t('done.booked', { count: earned.points }) : t('done.waiting'));
      setSale({ stage: 'done', busy: false, done: { entry, receipt, amount, spent, discount, earned, balance } });
    } catch (e) {
      if (hold) keepHold(hold);
      const receiptUsed = e.code === 'operation-id-reused';
      focusOn(receiptUsed ? 'receipt' : 'amount');
      setSale({ busy: false, occurredAt: undefined, problem: { text: receiptUsed ? t('sale.receipt.used') : desk.problemText(e) } });
    }
  }

  /** Points that nobody could reserve; the redemption's id. */
  async function takeOffline(about) {
    const { member, offlinePoints: points, spent: redemptionId = newId() } = state.sale;
    await queue.perform({ type: 'redemption', redemptionId, member: nameOf(member), points }, { points }, about);
    state.sale.spent = redemptionId;
    return redemptionId;
  }

  async function next() {
    const { stage, hold, spent, busy } = state.sale;
    if (stage === 'member' && busy && !reserving) return;
    const points = stage === 'member' && (reserving ?? hold ?? (spent ? { id: spent } : null));
    reserving = null;
    focusOn('find');
    clear();
    say('');
    update({ tab: 'sale', dialog: null });
    await giveUpHold(points);
  }

  function payOffline(points) {
    focusOn(points ? 'book' : 'amount');
    setSale({ offlinePoints: points, paying: null });
  }

  function stopPaying() {
    focusOn('amount');
    setSale({ paying: null, problem: null });
  }

  return {
    begin,
    clear,
    askQuote,

    /** That of a shift that was cut off, or ends. */
    giveUpKeptHold() {
      reserving = null;
      return giveUpHold(state.shift.hold);
    },

    /** From time to time: is the hold over? */
    look() {
      const hold = state.sale?.hold;
      if (!hold || hold.endsAtMillis > state.now || state.sale.busy) return;
      keepHold(null);
      setSale({ hold: null, problem: { text: t('hold.over') } });
      askQuote();
    },

    /** Out of what was begun last: the points first, then the sale. */
    escape() {
      const { paying, hold, offlinePoints, busy } = state.sale;
      if (reserving) stopReserving();
      else if (busy) return;
      else if (paying) stopPaying();
      else if (hold) releaseHold();
      else if (offlinePoints) payOffline(0);
      else next();
    },

    actions: {
      amount(amount) {
        if (state.sale.busy || state.sale.hold || state.sale.paying) return;
        const tooMuch = amount > MOST_AMOUNT;
        if (tooMuch) document.activeElement.blur(); // a slow scanner's: what it types on, and its Enter, go nowhere
        setSale({ amount: tooMuch ? 0 : amount, offlinePoints: 0, problem: tooMuch ? { text: t('sale.tooMuch') } : null });
        askQuote();
      },
      receipt: (receipt) => setSale({ receipt: receipt.trim(), problem: null }),
      pay() {
        focusOn('points');
        const most = state.sale.quote?.redeem?.maxPoints ?? state.shift.who.program.redeem.offlineMaxPoints ?? 0;
        setSale({ paying: { points: most, typed: false } });
      },
      points: (points) => points <= MOST_POINTS && !state.sale.busy && setSale({ paying: { points, typed: true }, problem: null }),
      stopPaying,
      hold: holdPoints,
      payOffline,
      releaseHold,
      book,
      next,
    },
  };
}

/** In the program's currency. */
export function money({ shift }, amount) {
  return { amount, currency: shift.who.program.currency };
}

/** A member as operations name it. */
export function nameOf({ memberId, named }) {
  return memberId ? { memberId } : { [named.type]: named.value };
}
