/**
 * What this device remembers, so that the wallet opens in a dead spot: what was last shown, and when. Signing out forgets all of it.
 */
const KEY = 'tallystick.wallet';
const ENDING = 'tallystick.wallet.ending';
const FORMAT = 1;
const MOST_ENTRIES = 20;

/** @returns {{savedAtMillis: number, aheadMillis: number, etag: string, wallet: any, entries: any[]} | null} */
export function recall() {
  const kept = parsed(localStorage.getItem(KEY));
  return kept?.format === FORMAT ? kept : null;
}

/** What another version, or somebody else, has left there is no memory. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function remember({ savedAtMillis, aheadMillis, etag, wallet, entries }) {
  const kept = { format: FORMAT, savedAtMillis, aheadMillis, etag, wallet, entries: entries.slice(0, MOST_ENTRIES) };
  localStorage.setItem(KEY, JSON.stringify(kept));
}

export function forget() {
  localStorage.removeItem(KEY);
}

/** Somebody signed out while there was no network: the server is still to be told, before anything else. */
export const ending = {
  isDue: () => localStorage.getItem(ENDING) !== null,
  note: () => localStorage.setItem(ENDING, 'true'),
  done: () => localStorage.removeItem(ENDING),
};
