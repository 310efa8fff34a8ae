/**
 * Asks again and again while somebody looks: often just after something happened, then ever more rarely; not at all while the page is
 * hidden. An answer that is what is known already costs next to nothing (ETag).
 */
const SOONEST_MILLIS = 2_000;
const LATEST_MILLIS = 30_000;
const LATEST_AFTER_FAULTS_MILLIS = 60_000;
const EAGER_MILLIS = 60_000;
const SLOWER = 1.5;

export class Live {
  #ask;
  #timer = 0;
  #waitMillis = SOONEST_MILLIS;
  #eagerUntil = 0;
  #asking = false;
  #running = false;

  /** @param {() => Promise<'changed' | 'same' | 'failed' | 'over'>} ask */
  constructor(ask) {
    this.#ask = ask;
    document.addEventListener('visibilitychange', () => this.#look());
    addEventListener('online', () => this.#look());
    addEventListener('pageshow', () => this.#look());
  }

  start() {
    this.#running = true;
    return this.now();
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** Something may happen soon: the code is being shown. */
  eager() {
    this.#eagerUntil = Date.now() + EAGER_MILLIS;
    this.#waitMillis = SOONEST_MILLIS;
    this.#later();
  }

  /** Asks at once. */
  async now() {
    if (this.#asking || !this.#running) return;
    clearTimeout(this.#timer);
    this.#asking = true;
    try {
      this.#next(await this.#ask());
    } finally {
      this.#asking = false;
      this.#later();
    }
  }

  #look() {
    if (document.visibilityState === 'visible') {
      this.eager();
      this.now();
    } else {
      clearTimeout(this.#timer);
    }
  }

  #next(outcome) {
    if (outcome === 'over') {
      this.stop();
    } else if (outcome === 'failed') {
      this.#waitMillis = Math.min(this.#waitMillis * 2, LATEST_AFTER_FAULTS_MILLIS);
    } else if (outcome === 'changed' || Date.now() < this.#eagerUntil) {
      this.#waitMillis = SOONEST_MILLIS;
    } else {
      this.#waitMillis = Math.min(this.#waitMillis * SLOWER, LATEST_MILLIS);
    }
  }

  /** Phones that lost the same network do not come back at the same moment. */
  #later() {
    clearTimeout(this.#timer);
    if (this.#running && document.visibilityState === 'visible') {
      this.#timer = setTimeout(() => this.now(), this.#waitMillis * (0.8 + 0.4 * Math.random()));
    }
  }
}
