/**
 * The code that a till scans: the card's number and eight digits, one-time passwords of RFC 6238 over the seed of the week. The phone
 * has this week's and the next week's seed, so it needs no network for that long.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

let last = { step: -1, seed: '', digits: '' };

/**
 * @param {any} wallet as the interface answers it
 * @param {number} nowMillis by the server's clock
 * @returns {Promise<{card: string, digits: string, text: string, secondsLeft: number, period: number} | null>} nothing where no seed is
 *     good any more
 */
export async function memberCode(wallet, nowMillis) {
  const { period, digits: length } = wallet.code;
  const seconds = Math.floor(nowMillis / 1000);
  const step = Math.floor(seconds / period);
  const seed = seedAt(wallet.code, step * period * 1000);
  const card = wallet.member.cardNumber;
  if (!seed || !card || !globalThis.crypto?.subtle) {
    return null;
  }
  if (last.step !== step || last.seed !== seed) {
    last = { step, seed, digits: await oneTimePassword(seed, step, length) };
  }
  return { card, digits: last.digits, text: card + last.digits, secondsLeft: period - (seconds % period), period };
}

function seedAt(code, millis) {
  if (millis < Date.parse(code.validUntil)) return code.seed;
  return code.next && millis < Date.parse(code.next.validUntil) ? code.next.seed : null;
}

async function oneTimePassword(seed, step, length) {
  const key = await crypto.subtle.importKey('raw', base32(seed), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const hash = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const number = hash.getUint32(hash.getUint8(19) & 15) & 0x7fffffff;
  return String(number % 10 ** length).padStart(length, '0');
}

/** RFC 4648, without padding. */
function base32(text) {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g), (octet) => parseInt(octet, 2));
}
