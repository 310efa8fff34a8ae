/** Small parts of several pictures. */
import { html, nothing } from 'lit-html';

const NAMES = { en: 'English', de: 'Deutsch', ar: 'العربية' };

export function languages({ locale }, actions, { seen = false } = {}) {
  return html`<label class="language">
    <span class=${seen ? '' : 'unseen'}>${locale.t('language')}</span>
    <select @change=${(event) => actions.language(event.target.value)}>
      ${locale.languages.map((one) => html`<option value=${one} lang=${one} ?selected=${one === locale.language}>${NAMES[one]}</option>`)}
    </select>
  </label>`;
}

/** What went wrong, beside what it belongs to. */
export function problem(text, more = nothing) {
  return text ? html`<div class="notice bad problem" role="alert" tabindex="-1" data-focus="problem"><span>${text}</span>${more}</div>` : nothing;
}

/** What is not as expected, and what to do about it. */
export function notice(text, more) {
  return html`<div class="notice problem"><span>${text}</span>${more}</div>`;
}

/** What a sale was paid with: money, and points where some were spent. */
export function paid(sale, { locale, shift }) {
  const money = locale.money({ amount: cashIn(sale), currency: shift.who.program.currency });
  return sale.spent ? locale.t('paid.both', { money, points: locale.t('points', { count: sale.spent }) }) : money;
}

/** The money of it, in minor units. */
export function cashIn({ amount, spent, discount = 0 }) {
  return spent ? amount - discount : amount;
}

/** Latin letters and digits inside a text of the other direction keep their order. */
export function isolated(text, { direction }) {
  return direction === 'rtl' ? `\u2068${text}\u2069` : text;
}
