/**
 * What this device remembers, so that the wallet opens in a dead spot: what was last shown, and when. Signing out forgets all of it.
 * All tabs share it, so it says of which signing in it is: what another one has brought must not be mixed with it.
 */
import { store, stored, unstore } from '../shared/storage.js';

const KEY = 'tallystick.wallet';
const SIGNED_IN = 'tallystick.wallet.signed-in';
const ENDING = 'tallystick.wallet.ending';
const FORMAT = 1;
const MOST_ENTRIES = 20;

/** @returns {string | null} stands for the last signing in on this device; nothing once signed out */
export function signedIn() {
  return stored(SIGNED_IN);
}

/** Somebody has signed in: what was remembered may be another member's. */
export function begin() {
  unstore(KEY);
  store(SIGNED_IN, Math.random().toString(36).slice(2));
}

/** @returns {{savedAtMillis: number, aheadMillis: number, etag: string, wallet: any, entries: any[]} | null} */
export function recall() {
  const kept = parsed(stored(KEY));
  return signedIn() && kept?.format === FORMAT ? kept : null;
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
  store(KEY, JSON.stringify(kept));
}

export function forget() {
  unstore(KEY);
  unstore(SIGNED_IN);
}

/** Somebody signed out while there was no network: the server is still to be told, before anything else. */
export const ending = {
  isDue: () => stored(ENDING) !== null,
  note: () => store(ENDING, 'true'),
  done: () => unstore(ENDING),
};
