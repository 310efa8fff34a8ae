/** Operations of this till on their way to the ledger, those that wait, and what is done about those that were refused. */
import { newId } from '../entry.js';
import { subjectsOf } from '../line.js';
import * as outbox from '../outbox.js';
import { createSender } from '../sender.js';

/** @param {{desk: object, line: object, today: object}} at */
export function createQueue({ desk, line, today }) {
  const { state, update, focusOn } = desk;
  const tabs = new BroadcastChannel('tallystick-till');
  const sender = createSender({
    line,
    till: () => state.shift?.till,
    settled(results) {
      state.notice = null;
      const news = results.map(({ row, status, problem }) => ({ entry: row.entry, type: row.op.type, status, problem }));
      tabs.postMessage(news);
      today.learn(news);
    },
    changed: refresh,
    stuck: (e) => update({ notice: { bad: true, text: desk.problemText(e) } }),
  });

  tabs.onmessage = ({ data }) => {
    if (data === 'rows') refresh({ tell: false });
    else today.learn(data);
  };

  async function refresh({ tell = true } = {}) {
    state.rows = await outbox.rows();
    state.sending = sender.isSending() && state.rows.some((row) => row.state === 'sent' && !row.later);
    update();
    if (tell) tabs.postMessage('rows');
  }

  /** Whether something that it has to follow still waits. */
  function mustWait(op, more = []) {
    const subjects = new Set([...subjectsOf(op), ...more]);
    return state.rows.some(
      (row) => row.till === state.shift.till && row.state !== 'refused' && !row.later && subjectsOf(row.op).some((one) => subjects.has(one)),
    );
  }

  async function again({ n, entry }, changes, shown) {
    await outbox.change([[n, { state: 'waiting', problem: null, batch: null, index: null, ...changes }]]);
    today.amend(entry, { status: 'waiting', problem: null, ...shown });
    await refresh();
    await sender.go();
  }

  return {
    refresh,
    mustWait,
    send: () => sender.go(),

    /**
     * Does an operation now, or keeps it for later.
     *
     * @param {object} op as a batch takes it
     * @param {{receipt?: string, amount?: number, points?: number}} label what is shown of it while it waits
     * @param {string[]} [more] what else it is about
     * @returns {Promise<{entry: string, answer: object | null}>} its name in the list of the shift; null where it waits
     * @throws {Refused} it is not done and never will be
     */
    async perform(op, label, more) {
      const row = { till: state.shift.till, op: { ...op, operator: state.shift.operator }, label, entry: newId() };
      try {
        return { entry: row.entry, answer: await line.perform(row, mustWait(row.op, more)) };
      } finally {
        await refresh();
        if (line.isOnline() && state.rows.some((one) => one.state === 'waiting')) sender.go();
      }
    },

    /** From time to time: what was cut off or put off, what waits for its purchase. */
    look() {
      const isOwed = (row) => row.till === state.shift.till && (row.state === 'waiting' || row.state === 'sent' || outbox.isCutOff(row));
      if (line.isOnline() && state.rows.some(isOwed)) sender.go();
    },

    actions: {
      sendNow: () => line.ask(),

      sendAgain: (row) => again(row, {}, {}),

      sendWithoutPoints({ op: { paidWith, ...op }, label, ...row }) {
        return again(row, { op, label: { ...label, points: 0 } }, { spent: 0 });
      },

      async dismiss(row) {
        await outbox.remove(row.n);
        focusOn('queue');
        await refresh();
      },
    },
  };
}
