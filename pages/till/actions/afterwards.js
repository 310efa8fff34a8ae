/** What is done to a sale later: void it, give its value back. */
import { Refused } from '../../shared/api.js';
import { cashOf, comesBack, leftOf, NOTHING, soldHere, soldOf } from '../back.js';
import { newId, OPERATION } from '../entry.js';
import { MOST_AMOUNT, money } from './sale.js';

/** @param {{desk: object, line: object, today: object, queue: object}} at */
export function createAfterwards({ desk, line, today, queue }) {
  const { state, update, setDialog, say, focusOn, t } = desk;

  async function voidPurchase(entry) {
    const { key, id, amount, spent } = entry;
    const { cash } = comesBack(soldHere(entry), amount);
    setDialog({ busy: true, problem: null });
    try {
      const { entry: done, answer } = await queue.perform({ type: 'void', purchase: id }, { receipt: id, amount });
      const points = answer && { clawedBack: answer.body.clawedBack, restored: spent };
      today.note({ key: done, type: 'void', subject: id, amount, cash, ...points, status: answer ? 'booked' : 'waiting' });
      today.amend(key, answer ? { voided: true } : { voiding: true });
      say(t(answer ? 'void.done' : 'void.kept'));
      update({ dialog: null });
    } catch (e) {
      setDialog({ busy: false, problem: desk.problemText(e) });
    }
  }

  /** What is left of a purchase, as far as anybody can tell. */
  async function openRefund(entry) {
    const sold = entry ? soldHere(entry) : null;
    focusOn(entry ? 'amount-back' : 'purchase');
    update({ dialog: { type: 'refund', id: entry?.id ?? '', known: Boolean(entry), sold, amount: sold ? leftOf(sold) : 0, touched: false, busy: false, problem: null } });
    if (entry && !queue.mustWait({ type: 'refund', purchase: entry.id })) await lookUp(entry.id);
  }

  async function lookUp(id) {
    if (!OPERATION.test(id)) return;
    const isAsked = () => state.dialog?.type === 'refund' && state.dialog.id === id;
    try {
      const sold = await ask(id);
      if (isAsked()) show(sold, sold === NOTHING ? t('problem.operation-voided') : null);
    } catch (e) {
      if (isAsked() && e instanceof Refused) setDialog({ problem: said(e) });
    }
  }

  /** A sale as the ledger has it, with what paid for it. */
  async function ask(id) {
    const get = async (what, name) => (await line.send('GET', `/v1/${what}/${encodeURIComponent(name)}`)).body;
    const purchase = await get('purchases', id);
    if (purchase.status === 'voided') return NOTHING;
    return soldOf(purchase, await Promise.all(purchase.paidWith.map((name) => get('redemptions', name))));
  }

  function show(sold, problem) {
    if (document.activeElement?.dataset.focus === 'amount-back') focusOn('amount-back');
    const { touched, amount } = state.dialog;
    setDialog({ sold, problem, amount: touched || !sold ? amount : leftOf(sold) });
  }

  function said(e) {
    return e.code === 'forbidden' ? t('refund.otherStore') : desk.problemText(e);
  }

  /** What is handed back in money, by what the ledger gave back in points; null where that cannot be told. */
  async function cashAfter(sold, { id, amount, restored }) {
    if (sold) return cashOf(sold, amount, restored);
    if (!restored) return amount;
    const after = await ask(id).catch(() => null);
    return after && cashOf({ ...after, left: after.left + restored }, amount, restored);
  }

  async function refund() {
    const { id, amount, sold } = state.dialog;
    if (sold && amount > leftOf(sold)) return;
    const fault = !OPERATION.test(id) ? ['purchase', 'refund.id.shape'] : !amount ? ['amount-back', 'refund.amount.missing'] : null;
    if (fault) {
      focusOn(fault[0]);
      setDialog({ problem: t(fault[1]) });
      return;
    }
    setDialog({ busy: true, problem: null });
    const refundId = newId();
    const op = { type: 'refund', refundId, purchase: id, total: money(state, amount), occurredAt: new Date().toISOString() };
    try {
      const { entry, answer } = await queue.perform(op, { receipt: id, amount });
      const { clawedBack, restored } = answer?.body ?? {};
      const cash = answer ? await cashAfter(sold, { id, amount, restored }) : sold && comesBack(sold, amount).cash;
      today.note({ key: entry, type: 'refund', id: refundId, subject: id, amount, cash, clawedBack, restored, status: answer ? 'booked' : 'waiting' });
      const here = today.purchase(id);
      if (here) today.amend(here.key, { refunded: (here.refunded ?? 0) + amount });
      focusOn('close');
      say(t(answer ? 'refund.done' : 'refund.kept'));
      setDialog({ busy: false, done: { kept: !answer, cash, clawedBack, restored } });
    } catch (e) {
      focusOn('amount-back');
      setDialog({ busy: false, problem: said(e) });
    }
  }

  return {
    actions: {
      askVoid: (entry) => update({ dialog: { type: 'void', entry, busy: false, problem: null } }),
      voidPurchase,
      openRefund,
      refundOf(id) {
        const here = today.purchase(id);
        state.dialog.id = id;
        show(here && !here.voided && !here.voiding ? soldHere(here) : null, null);
        if (!queue.mustWait({ type: 'refund', purchase: here?.id ?? id })) lookUp(id);
      },
      refundAmount: (amount) => amount <= MOST_AMOUNT && setDialog({ amount, touched: true, problem: null }),
      refund,
    },
  };
}
