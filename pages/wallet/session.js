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

  /**
   * Changes a link's token for a session. A link that is used up may have been used by this very device.
   *
   * @param {() => void} begun what is done before any other tab may go on
   */
  begin(link, begun) {
    return this.#alone(async () => {
      try {
        await this.#next({ token: link });
        begun();
      } catch (e) {
        if (!(e instanceof Over)) throw e;
        await this.#next({});
      }
    });
  }

  /** A token that is good for a minute at least. */
  async token() {
    if (Date.now() > this.#endsAtMillis - SPARE_MILLIS) {
      await this.renew();
    }
    return this.#token;
  }

  /** By the cookie. */
  async renew() {
    await this.#alone(() => this.#next({}));
  }

  /** What it had is not for whoever is signed in now. */
  drop() {
    this.#endsAtMillis = 0;
    this.#token = null;
  }

  /** Signs this device out, if that is still to be done: whoever has signed in meanwhile stays so. */
  async end(ending) {
    const token = this.#token;
    this.drop();
    await this.#alone(async () => {
      if (!ending.isDue()) return;
      await unless401(call('DELETE', SESSIONS, { token: token ?? undefined }));
      ending.done();
    });
  }

  /** Tabs take turns, since each answer brings another cookie. */
  #alone(work) {
    return navigator.locks?.request('tallystick.session', work) ?? work();
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
