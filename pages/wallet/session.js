/**
 * Who the page is for: a link's token is changed once for the session of this device, which goes on by a cookie that no script
 * reads. The short token that opens the wallet lives in this object and nowhere else.
 */
import { call, Refused } from '../shared/api.js';

const SESSIONS = '/v1/wallet/sessions';
const SPARE_MILLIS = 60_000;

/** Neither link nor cookie opens the wallet any more. */
export class Over extends Error {}

export class Session {
  #token = null;
  #endsAtMillis = 0;

  /** Changes a link's token for a session. A link that is used up may have been used by this very device. */
  async begin(link) {
    try {
      await this.#next({ token: link });
    } catch (e) {
      if (!(e instanceof Over)) throw e;
      await this.#next({});
    }
  }

  /** A token that is good for a minute at least. */
  async token() {
    if (Date.now() > this.#endsAtMillis - SPARE_MILLIS) {
      await this.renew();
    }
    return this.#token;
  }

  /** By the cookie. Two tabs take turns, since each answer brings another cookie. */
  async renew() {
    const next = () => this.#next({});
    await (navigator.locks?.request('tallystick.session', next) ?? next());
  }

  /** Signs this device out. */
  async end() {
    this.#endsAtMillis = 0;
    const token = this.#token;
    this.#token = null;
    await unless401(call('DELETE', SESSIONS, { token: token ?? undefined }));
  }

  async #next(body) {
    const before = Date.now();
    const answer = await unless401(call('POST', SESSIONS, { body }));
    if (!answer) throw new Over('signed out');
    this.#token = answer.body.token;
    this.#endsAtMillis = before + (Date.parse(answer.body.expiresAt) - answer.dateMillis);
  }
}

/** 400 is a link that lost a part on its way. */
async function unless401(answer) {
  try {
    return await answer;
  } catch (e) {
    if (e instanceof Refused && (e.status === 401 || e.status === 400)) return null;
    throw e;
  }
}
