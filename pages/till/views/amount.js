/** An amount as tills take it: digits push in from the right, by keyboard or keypad. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { decimalsOf } from '../../shared/money.js';
import { latinDigits, pastedAmount } from '../entry.js';

/**
 * @param {{label: string, amount: number, fresh?: boolean, help?: string, currency: string, focus: string, disabled?: boolean, locale: object, change: (amount: number) => void, enter?: () => void}} what
 */
export function amountField({ label, amount, fresh = false, help, currency, focus, disabled = false, locale, change, enter }) {
  const typed = fresh ? 0 : amount; // what was only proposed gives way
  const edit = (event) => {
    event.preventDefault();
    if (event.inputType === 'insertFromPaste') {
      const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      const pasted = pastedAmount(text, decimalsOf(currency));
      if (pasted !== null) change(pasted);
    } else if (event.inputType.startsWith('insert')) {
      const digits = latinDigits(event.data ?? '').replace(/\D/g, '');
      if (digits) change(Number(`${typed}${digits}`));
    } else if (event.inputType.startsWith('delete')) {
      change(event.inputType === 'deleteContentBackward' ? Math.floor(typed / 10) : 0);
    }
  };
  const key = (event) => {
    if (event.key === 'Enter' && enter) {
      event.preventDefault();
      enter();
    }
  };
  return html`<label class="amount">
    <span>${label}</span>
    <input
      inputmode="none"
      autocomplete="off"
      class="number"
      data-focus=${focus}
      ?data-select=${fresh}
      aria-describedby=${help ?? nothing}
      @focus=${(event) => fresh && event.target.select()}
      ?readonly=${disabled}
      .value=${locale.money({ amount, currency })}
      @beforeinput=${edit}
      @keydown=${key}
    >
  </label>`;
}

/** For fingers: who has a keyboard types into the field, and need not pass twelve keys. The field keeps the focus. */
const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0'];

export function keypad({ amount, disabled = false, locale, change }) {
  return html`<div class="keypad" role="group" aria-label=${locale.t('keypad')} dir="ltr" @mousedown=${(event) => event.preventDefault()}>
    ${KEYS.map(
      (digits) => html`<button type="button" tabindex="-1" class="key number" ?disabled=${disabled} @click=${() => change(Number(`${amount}${digits}`))}>${digits}</button>`,
    )}
    <button type="button" tabindex="-1" class="key" ?disabled=${disabled} aria-label=${locale.t('keypad.back')} @click=${() => change(Math.floor(amount / 10))}>${icon('backspace')}</button>
  </div>`;
}
