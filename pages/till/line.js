/**
 * The line to the interface: whether it is there, and operations that go through it or wait. What was sent and not answered may
 * have been done, so it is sent again under the same ids: once at once, then with what waits.
 */
import { call, Refused, Unreachable } from '../shared/api.js';
import * as outbox from './outbox.js';

const TIMEOUT_MILLIS = 7_000;
const AGAIN_MILLIS = 400;
const PROBES_MILLIS = [2_000, 4_000, 8_000, 15_000, 30_000];

/** @param {{key: () => string, changed: (online: boolean, who?: object) => void}} till */
export function createLine({ key, changed }) {
  let online = navigator.onLine;
  let probe = null;
  let failures = 0;

  function become(value, who) {
    const turned = value !== online;
    online = value && navigator.onLine; // an answer may be older than the outage
    clearTimeout(probe);
    if (online) failures = 0;
    else if (key()) probe = setTimeout(ask, PROBES_MILLIS[Math.min(failures++, PROBES_MILLIS.length - 1)]);
    if (turned || who) changed(online, who);
  }

  /** Whether it is there again: asked for the key itself, so that a store that does not answer counts, too. */
  async function ask() {
    if (!key()) return;
    try {
      become(true, (await attempt('GET', '/v1/key')).body);
    } catch (e) {
      if (e instanceof Refused && e.status < 500) become(true);
      else become(false);
    }
  }

  async function attempt(method, path, how = {}) {
    if (!navigator.onLine) throw new Unreachable('offline');
    return call(method, path, { timeoutMillis: TIMEOUT_MILLIS, ...how, token: key() });
  }

  addEventListener('online', () => ask());
  addEventListener('offline', () => become(false));

  return {
    isOnline: () => online,
    ask,

    /** @throws {Unreachable} also where the other side was not able to answer; {Refused} */
    async send(method, path, how) {
      for (let attempts = 1; ; attempts++) {
        try {
          const answer = await attempt(method, path, how);
          become(true);
          return answer;
        } catch (e) {
          if (isFinal(e)) throw e;
          if (attempts === 2 || !navigator.onLine) {
            become(false);
            throw new Unreachable('no answer', { cause: e });
          }
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
        }
      }
    },

    /**
     * Does an operation now, or keeps it for later.
     *
     * @param {{till: string, op: object, label: object, entry: string}} row
     * @param {boolean} mustWait
     * @returns the answer, or null where it waits
     * @throws {Refused} it is not done and never will be
     */
    async perform(row, mustWait) {
      const waits = mustWait || !online;
      const n = await outbox.add({ ...row, state: waits ? 'waiting' : 'trying' });
      if (waits) return null;
      try {
        const { path, body } = asCall(row.op);
        const answer = await this.send('POST', path, { body });
        await outbox.remove(n);
        return answer;
      } catch (e) {
        if (e instanceof Refused) {
          await outbox.remove(n);
          throw e;
        }
        await outbox.change([[n, { state: 'waiting' }]]);
        return null;
      }
    },
  };
}

/** Whether it is certain that nothing was done. */
function isFinal(e) {
  return e instanceof Refused && e.status < 500 && e.status !== 408;
}

/** An operation of a batch as a call of its own. */
export function asCall({ type, ...body }) {
  switch (type) {
    case 'enrolment':
      return { path: '/v1/members', body };
    case 'void': {
      const { purchase, redemption, ...rest } = body;
      const of = purchase ? `purchases/${encodeURIComponent(purchase)}` : `redemptions/${encodeURIComponent(redemption)}`;
      return { path: `/v1/${of}/void`, body: rest };
    }
    default:
      return { path: `/v1/${type}s`, body };
  }
}

/** What an operation is about: two that share something keep their order. */
export function subjectsOf(op) {
  return [
    ...Object.values(op.member ?? {}),
    ...(op.paidWith ?? []),
    ...(op.type === 'enrolment' ? [op.phone, op.email, op.cardNumber] : []),
    op.purchase,
    op.redemption,
    op.purchaseId,
    op.redemptionId,
  ].filter(Boolean);
}
