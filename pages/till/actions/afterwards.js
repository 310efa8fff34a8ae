/** What is done to a sale later: void it, give its value back. */
import { Refused } from '../../shared/api.js';
import { newId, OPERATION } from '../entry.js';
import { refundedOf } from '../today.js';
import { MOST_AMOUNT, money } from './sale.js';

/** @param {{desk: object, line: object, today: object, queue: object}} at */
export function createAfterwards({ desk, line, today, queue }) {
  const { state, update, setDialog, say, focusOn, t } = desk;

  async function voidPurchase({ key, id, amount }) {
    setDialog({ busy: true, problem: null });
    try {
      const { entry, answer } = await queue.perform({ type: 'void', purchase: id }, { receipt: id, amount });
      today.note({ key: entry, type: 'void', subject: id, amount, status: answer ? 'booked' : 'waiting' });
      today.amend(key, answer ? { voided: true } : { voiding: true });
      say(t(answer ? 'void.done' : 'void.kept'));
      update({ dialog: null });
    } catch (e) {
      setDialog({ busy: false, problem: desk.problemText(e) });
    }
  }

  /** What is left of a purchase, as far as anybody can tell. */
  async function openRefund(entry) {
    const left = entry ? entry.amount - (entry.refunded ?? 0) : 0;
    focusOn(entry ? 'amount-back' : 'purchase');
    update({ dialog: { type: 'refund', id: entry?.id ?? '', known: Boolean(entry), amount: left, left: entry ? left : null, busy: false, problem: null } });
    if (entry && !queue.mustWait({ type: 'refund', purchase: entry.id })) await lookUp(entry.id);
  }

  async function lookUp(id) {
    if (!OPERATION.test(id)) return;
    const isAsked = () => state.dialog?.type === 'refund' && state.dialog.id === id;
    try {
      const { body } = await line.send('GET', `/v1/purchases/${encodeURIComponent(id)}`);
      if (!isAsked()) return;
      const voided = body.status === 'voided';
      const left = voided ? 0 : body.total.amount - refundedOf(body);
      setDialog({ left, amount: state.dialog.touched ? state.dialog.amount : left, problem: voided ? t('problem.operation-voided') : null });
    } catch (e) {
      if (isAsked() && e instanceof Refused) setDialog({ problem: desk.problemText(e) });
    }
  }

  async function refund() {
    const { id, amount } = state.dialog;
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
      today.note({ key: entry, type: 'refund', id: refundId, subject: id, amount, clawedBack, restored, status: answer ? 'booked' : 'waiting' });
      const sold = today.purchase(id);
      if (sold) today.amend(sold.key, { refunded: (sold.refunded ?? 0) + amount });
      focusOn('close');
      say(t(answer ? 'refund.done' : 'refund.kept'));
      setDialog({ busy: false, done: answer ? { clawedBack, restored } : 'kept' });
    } catch (e) {
      focusOn('amount-back');
      setDialog({ busy: false, problem: desk.problemText(e) });
    }
  }

  return {
    actions: {
      askVoid: (entry) => update({ dialog: { type: 'void', entry, busy: false, problem: null } }),
      voidPurchase,
      openRefund,
      refundOf(id) {
        setDialog({ id, left: null, problem: null });
        lookUp(id);
      },
      refundAmount: (amount) => amount <= MOST_AMOUNT && setDialog({ amount, touched: true, problem: null }),
      refund,
    },
  };
}
