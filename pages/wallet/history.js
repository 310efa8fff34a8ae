/** The statement as far as it has been read: newest first, each entry once. */
import { call } from '../shared/api.js';

const PAGE = 20;

export class History {
  entries = [];
  state = 'more';
  #cursor = null;

  /** @param {any[]} entries those that this device remembers */
  constructor(entries = []) {
    this.entries = entries;
  }

  /** The newest ones, as each answer of the wallet brings them. Where some are missing in between, reading begins anew. */
  take(recent) {
    const newest = this.entries[0]?.seq ?? 0;
    const fresh = recent.filter((entry) => entry.seq > newest);
    const whole = fresh.length === 0 || fresh.at(-1).seq === newest + 1;
    if (!whole || this.entries.length === 0) {
      this.entries = recent;
      this.#cursor = null;
      this.state = recent.at(-1)?.seq > 1 ? 'more' : 'whole';
    } else {
      this.entries = [...fresh, ...this.entries];
    }
    if (this.entries.at(-1)?.seq === 1) this.state = 'whole';
  }

  /** Reads on. */
  async more(token) {
    const seqOfOldest = () => this.entries.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
    const oldest = seqOfOldest();
    this.state = 'loading';
    try {
      do {
        const cursor = this.#cursor ? `&cursor=${encodeURIComponent(this.#cursor)}` : '';
        const { body } = await call('GET', `/v1/wallet/entries?limit=${PAGE}${cursor}`, { token });
        if (seqOfOldest() !== oldest) {
          this.state = 'more';
          return;
        }
        this.entries = [...this.entries, ...body.entries.filter((entry) => entry.seq < oldest)];
        this.#cursor = body.nextCursor ?? null;
      } while (this.#cursor && this.entries.at(-1)?.seq === oldest);
      this.state = this.#cursor ? 'more' : 'whole';
    } catch (e) {
      this.state = 'failed';
      throw e;
    }
  }
}
