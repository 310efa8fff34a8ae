/** What is typed or scanned at a till: names of customers, amounts, receipt numbers. */

const CODE_DIGITS = 8;
const RANDOM = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Whom a text names, as the interface wants it: `{type, value}`; null where it can be nobody. */
export function understood(text) {
  const typed = latinDigits(text).trim();
  const compact = typed.replace(/[\s-]/g, '');
  if (/^\d{24}$/.test(compact)) return { type: 'memberCode', value: compact };
  if (/^9\d{15}$/.test(compact)) return { type: 'cardNumber', value: compact };
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) return { type: 'email', value: typed };
  if (/^\+?[\d\s()/.-]{5,24}$/.test(typed) && typed.replace(/\D/g, '').length >= 5) return { type: 'phone', value: typed };
  if (/^(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9]{4,32}$/.test(compact)) return { type: 'cardNumber', value: compact };
  return null;
}

/** The card of a member code: the code itself proves nothing later. */
export function lasting({ type, value }) {
  return type === 'memberCode' ? { type: 'cardNumber', value: value.slice(0, -CODE_DIGITS) } : { type, value };
}

/** Arabic-Indic and Persian digits as 0 to 9. */
export function latinDigits(text) {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** An amount in minor units of a text that was pasted, with either decimal sign; null where it is none of such a currency. */
export function pastedAmount(text, decimals) {
  const typed = latinDigits(text).replace(/[^\d.,' ]/g, '').trim();
  if (decimals === 0) return /^\d/.test(typed) && !/[.,]\d{1,2}$/.test(typed) ? Number(typed.replace(/\D/g, '')) : null;
  const parts = new RegExp(`^(\\d[\\d.,' ]*?)(?:[.,](\\d{1,${decimals}}))?$`).exec(typed);
  if (!parts) return null;
  const whole = parts[1].replace(/\D/g, '');
  return Number(whole + (parts[2] ?? '').padEnd(decimals, '0'));
}

/** A number for a receipt: the day and five random signs, so that it is this till's only one whatever browsers forget. */
export function newReceipt(now = new Date()) {
  const day = [now.getFullYear() % 100, now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${day.join('')}-${random(5)}`;
}

/** An id for an operation that nobody reads. */
export function newId() {
  return random(20);
}

export const RECEIPT = /^[A-Za-z0-9._~@+=-]{1,64}$/;
export const OPERATION = /^([a-z0-9-]{1,32}(\.[a-z0-9-]{1,32})?:)?[A-Za-z0-9._~@+=-]{1,64}$/;
export const OPERATOR = /^[A-Za-z0-9._~@+=:-]{1,64}$/;

function random(length) {
  return Array.from(crypto.getRandomValues(new Uint32Array(length)), (one) => RANDOM[one % RANDOM.length]).join('');
}
