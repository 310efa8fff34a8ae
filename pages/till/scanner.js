/**
 * A hand scanner types a code as fast as no hand can and ends with Enter, wherever the cursor happens to be. What it typed into a
 * field is taken out again.
 */
const LONGEST_GAP_MILLIS = 250;
const FASTEST_HAND_MILLIS = 100;
const LENGTHS = [24, 16];
const WANTS_IT = '[data-focus~="find"], [type="password"]';

/** @param {{before: () => object, scanned: (text: string, before: object) => boolean}} till what there was before it typed, and whether it was wanted */
export function listenToScanner({ before, scanned }) {
  let keys = [];

  function heard(event) {
    const at = event.timeStamp;
    if (keys.length > 0 && at - keys.at(-1).at > LONGEST_GAP_MILLIS) keys = [];
    if (/^\d$/.test(event.key)) {
      const field = event.target instanceof HTMLInputElement ? event.target : null;
      keys = [...keys, { digit: event.key, at, field, value: field?.value, state: before() }].slice(-LENGTHS[0]);
      return;
    }
    const code = event.key === 'Enter' && !event.target.matches?.(WANTS_IT) ? lastCode() : null;
    keys = [];
    if (code && scanned(code.map(({ digit }) => digit).join(''), code[0].state)) {
      if (code[0].field) code[0].field.value = code[0].value;
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Somebody may have typed digits just before. */
  function lastCode() {
    const length = LENGTHS.find((one) => keys.length >= one);
    const code = length && keys.slice(-length);
    return code && code.at(-1).at - code[0].at < length * FASTEST_HAND_MILLIS ? code : null;
  }

  addEventListener('keydown', heard, { capture: true });
}
