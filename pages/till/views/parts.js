/** Small parts of several pictures. */
import { html, nothing } from 'lit-html';

const NAMES = { en: 'English', de: 'Deutsch', ar: 'العربية' };

export function languages({ locale }, actions) {
  return html`<label class="language">
    <span class="unseen">${locale.t('language')}</span>
    <select @change=${(event) => actions.language(event.target.value)}>
      ${locale.languages.map((one) => html`<option value=${one} lang=${one} ?selected=${one === locale.language}>${NAMES[one]}</option>`)}
    </select>
  </label>`;
}

/** What went wrong, beside what it belongs to. */
export function problem(text, more = nothing) {
  return text ? html`<div class="notice bad problem" role="alert" tabindex="-1" data-focus="problem"><span>${text}</span>${more}</div>` : nothing;
}

/** What a sale was paid with: money, and points where some were spent. */
export function paid({ amount, spent, discount = 0 }, { locale, shift }) {
  const money = locale.money({ amount: Math.max(0, amount - (spent ? discount : 0)), currency: shift.who.program.currency });
  return spent ? locale.t('paid.both', { money, points: locale.t('points', { count: spent }) }) : money;
}

/** Latin letters and digits inside a text of the other direction keep their order. */
export function isolated(text, { direction }) {
  return direction === 'rtl' ? `\u2068${text}\u2069` : text;
}
