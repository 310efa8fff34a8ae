/**
 * A shift: a till's key and who is at the till. It lives in this tab only (sessionStorage), and not longer than twelve hours.
 * `today` is what was done in it, without a customer's name or number; `hold` points that are reserved for the sale at hand.
 */
import { tab } from '../shared/storage.js';

const KEPT = 'tallystick.till.shift';
const LONGEST_MILLIS = 12 * 3_600_000;
const KEY = /^tsk_[a-z2-7]{16}_[a-z2-7]{52}$/;
const NEEDED = ['members', 'purchases', 'refunds', 'redemptions'];

/** The key that a link brought; it leaves the address bar at once, whatever it is. */
export function keyOfLink() {
  const brought = decodeURIComponent(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname);
  return looksLikeKey(brought) ? brought : '';
}

export function looksLikeKey(text) {
  return KEY.test(text);
}

/** Why a key is not a till's own, as the message that says so; null where it is. */
export function objection(who) {
  if (who.source.channel !== 'in_store') return 'start.key.channel';
  if (!who.terminal) return 'start.key.noTerminal';
  if (who.scopes.some((scope) => !NEEDED.includes(scope))) return 'start.key.tooMuch';
  return NEEDED.every((scope) => who.scopes.includes(scope)) ? null : 'start.key.tooLittle';
}

/** A till as operations name it. */
export function tillOf(who) {
  return `${who.source.id}.${who.terminal}`;
}

export function beginShift(key, operator, who) {
  const shift = { key, operator, who, till: tillOf(who), startedAt: Date.now(), today: [], hold: null };
  keepShift(shift);
  return shift;
}

export function keepShift(shift) {
  tab.store(KEPT, JSON.stringify(shift));
}

/** @returns the shift of this tab, if it still lasts */
export function currentShift() {
  const kept = tab.stored(KEPT);
  const shift = kept && JSON.parse(kept);
  if (shift && millisLeft(shift) > 0) return shift;
  endShift();
  return null;
}

export function millisLeft(shift) {
  return shift.startedAt + LONGEST_MILLIS - Date.now();
}

export function endShift() {
  tab.unstore(KEPT);
}
