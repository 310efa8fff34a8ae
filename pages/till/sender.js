/**
 * Sends what waits, as batches, one after the other, from one tab only (Web Locks). A batch's id is made with the batch and kept with
 * its rows, so that it can be posted again after a lost answer.
 */
import { Refused } from '../shared/api.js';
import { newId } from './entry.js';
import * as outbox from './outbox.js';

const MOST_ROWS = 500;
const MOST_BYTES = 700 * 1024;
const FIRST_PAUSE_MILLIS = 300;
const LONGEST_PAUSE_MILLIS = 10_000;
const SETTLED = new Set(['accepted', 'replayed', 'refused']);

/** @param {{line: object, till: () => string | undefined, settled: (results: object[]) => void, changed: () => void, stuck: (e: Refused) => void}} at */
export function createSender({ line, till, settled, changed, stuck }) {
  let running = null;
  let again = false;

  async function sendAll() {
    for (let size = MOST_ROWS; line.isOnline() && till(); ) {
      const batch = await next(size);
      if (!batch) return;
      try {
        await send(batch);
      } catch (e) {
        if (!(e instanceof Refused)) return;
        if (e.status !== 413 || size === 1) {
          stuck(e);
          return;
        }
        await outbox.dissolve(batch.batchId, await members(batch));
        size = Math.ceil(size / 2);
      }
    }
  }

  /** The batch that was begun, else one of what waits. */
  async function next(size) {
    const begun = await own();
    if (begun.length > 0) return begun[0];
    await outbox.fill({ batchId: newId(), till: till(), at: Date.now() }, size, MOST_BYTES);
    return (await own())[0];
  }

  async function own() {
    const found = (await outbox.batches()).filter((batch) => batch.till === till() && !batch.later);
    return found.sort((one, other) => one.at - other.at);
  }

  async function members(batch) {
    const rows = (await outbox.rows()).filter((row) => row.batch === batch.batchId);
    return rows.sort((one, other) => one.index - other.index);
  }

  async function send(batch) {
    changed();
    if (!batch.accepted) {
      const operations = (await members(batch)).map((row) => row.op);
      await line.send('POST', '/v1/batches', { body: { batchId: batch.batchId, operations }, timeoutMillis: 20_000 });
      await outbox.accepted(batch);
    }
    for (let pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      const { body } = await line.send('GET', `/v1/batches/${encodeURIComponent(batch.batchId)}`);
      if (await settle(batch, body.results)) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Takes down what is known; whether nothing more will come soon. */
  async function settle(batch, results) {
    const open = await members(batch);
    const found = open.map((row) => ({ row, ...results[row.index] }));
    const final = found.filter(({ row, status }) => SETTLED.has(status) && row.state === 'sent');
    const refused = final.filter(({ status }) => status === 'refused');
    await outbox.remove(...final.filter(({ status }) => status !== 'refused').map(({ row }) => row.n));
    await outbox.change([
      ...refused.map(({ row, problem }) => [row.n, { state: 'refused', problem, later: false }]),
      ...found.filter(({ status, row }) => status === 'waiting' && !row.later).map(({ row }) => [row.n, { later: true }]),
    ]);
    if (final.length > 0) settled(final);
    changed();
    const left = found.filter(({ status }) => !SETTLED.has(status));
    if (left.length === 0) await outbox.close(batch.batchId);
    else if (left.every(({ status }) => status === 'waiting')) await outbox.accepted({ ...batch, later: true });
    else return false;
    return true;
  }

  /** Refunds that waited for their purchase: has it come? */
  async function lookAgain() {
    const waiting = (await outbox.batches()).filter((batch) => batch.till === till() && batch.later);
    for (const batch of waiting) {
      const { body } = await line.send('GET', `/v1/batches/${encodeURIComponent(batch.batchId)}`);
      await settle(batch, body.results);
    }
  }

  return {
    /** Sends all that waits; what comes meanwhile goes with the next batch. */
    async go() {
      if (running) {
        again = true;
        return running;
      }
      running = navigator.locks.request('tallystick.till.send', async () => {
        await lookAgain().catch(() => {});
        await sendAll();
      });
      try {
        await running;
      } finally {
        running = null;
        changed();
      }
      if (again) {
        again = false;
        return this.go();
      }
    },
    isSending: () => running !== null,
  };
}
