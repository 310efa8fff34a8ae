/** Beginning a shift, and ending it. */
import { call, Unreachable } from '../../shared/api.js';
import { applyBrand } from '../../shared/brand.js';
import { NO_START } from '../desk.js';
import { OPERATOR } from '../entry.js';
import { keepsWhatIsWritten } from '../outbox.js';
import { beginShift, endShift, looksLikeKey, millisLeft, objection } from '../shift.js';

/** @param {{desk: object, line: object, queue: object, sale: object}} at */
export function createShift({ desk, line, queue, sale }) {
  const { state, update, say, focusOn, t } = desk;

  async function start(key, operator) {
    const fault = !looksLikeKey(key) ? 'start.key.shape' : !OPERATOR.test(operator) ? 'start.operator.shape' : null;
    if (fault) {
      focusOn(fault.startsWith('start.key') ? 'key' : 'operator');
      update({ start: { ...state.start, problem: fault } });
      return;
    }
    update({ start: { ...state.start, key, busy: true, problem: null } });
    const problem = (await keepsWhatIsWritten()) ? await ask(key, operator) : 'start.storage';
    if (!problem) return;
    focusOn('key');
    say(t(problem));
    update({ start: { ...NO_START, key, problem } });
  }

  /** What the key is; begins the shift, or tells the message that says why not. */
  async function ask(key, operator) {
    try {
      const { body: who } = await call('GET', '/v1/key', { token: key });
      const problem = objection(who);
      if (problem) return problem;
      Object.assign(state, { shift: beginShift(key, operator, who), online: true, start: NO_START, notice: null });
    } catch (e) {
      if (e instanceof Unreachable || e.status >= 500) return 'start.noNetwork';
      return e.status === 401 ? 'start.key.wrong' : 'start.key.refused';
    }
    goOn();
    return null;
  }

  /** With a shift that began now, or before a reload. */
  async function goOn() {
    applyBrand(state.shift.who.program.brand.color);
    sale.clear();
    focusOn('find');
    update();
    await queue.refresh();
    await sale.giveUpKeptHold();
    await line.ask();
    await queue.send();
  }

  function finish(reason) {
    endShift();
    focusOn('key');
    update({ shift: null, sale: null, dialog: null, tab: 'sale', notice: reason ? { text: t(reason) } : null, start: NO_START });
  }

  return {
    goOn,

    /** From time to time: is it over? */
    look() {
      if (state.shift && millisLeft(state.shift) <= 0) finish('start.over');
    },

    actions: {
      start,
      typedKey: () => state.start.problem && update({ start: { ...state.start, problem: null } }),
      askEnd: () => update({ dialog: { type: 'end' } }),
      async end() {
        await sale.giveUpKeptHold();
        finish(null);
      },
    },
  };
}
