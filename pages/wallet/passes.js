/** Passes for the phone's own wallet. A navigation carries no token, so they are fetched, and handed over as a file or an address. */
import { call } from '../shared/api.js';

const PASSES = '/v1/wallet/passes';
const REVOKE_MILLIS = 60_000;

/** @returns {Promise<('apple' | 'google')[]>} those that the retailer has set up */
export async function passesOf(token) {
  return (await call('GET', PASSES, { token })).body.passes;
}

export async function keepApplePass(token) {
  const { body } = await call('GET', `${PASSES}/apple`, { token, as: 'blob' });
  const url = URL.createObjectURL(body);
  const save = Object.assign(document.createElement('a'), { href: url, download: 'card.pkpass' });
  save.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MILLIS);
}

export async function googlePass(token) {
  const { body } = await call('GET', `${PASSES}/google`, { token });
  const url = new URL(body.url);
  if (url.origin !== 'https://pay.google.com') throw new Error('not an address of Google Wallet');
  location.assign(url);
}
