/** The code as large as the screen, for the till's scanner: on white, whatever the theme, and the screen kept awake. */
import { html, nothing } from 'lit-html';
import { barCode, qrCode } from '../../shared/codes.js';
import { icon } from '../../shared/icons.js';

const drawn = new Map();

/** A drawing for each text, made once. */
function once(draw, text, label) {
  const key = `${draw.name} ${text} ${label}`;
  if (!drawn.has(key)) {
    if (drawn.size > 8) drawn.clear();
    drawn.set(key, draw(text, label));
  }
  return drawn.get(key);
}

export const qrOf = (text, label) => once(qrCode, text, label);

/** Digits in groups that an eye can hold. */
export const inFours = (digits) => digits.match(/.{1,4}/g).join(' ');

export function codeDialog({ wallet, code }, locale, actions) {
  const { t } = locale;
  const text = code?.text ?? wallet.member.cardNumber;
  return html`
    <dialog id="code" class="sheet" aria-labelledby="code-title" @close=${actions.codeClosed}>
      <h2 id="code-title">${t('code.title')}</h2>
      ${text
        ? html`
            <div class="big-qr">${qrOf(text, t(code ? 'code.qr' : 'code.qr-card'))}</div>
            <div class="big-bars">${once(barCode, text, t('code.bars'))}</div>
            <p class="big-digits number" dir="ltr">
              <span>${inFours(wallet.member.cardNumber)}</span>${code ? html`<b>${inFours(code.digits)}</b>` : nothing}
            </p>
          `
        : html`<p>${t('code.none')}</p>`}
      ${code
        ? html`<p class="fresh">
            <progress max=${code.period} .value=${code.secondsLeft} aria-label=${t('code.left')}></progress>
            <span>${t('code.changes', { count: code.secondsLeft })}</span>
          </p>`
        : html`<p class="notice">${t('code.over')}</p>`}
      <button class="primary" autofocus @click=${actions.hideCode}>${icon('close')}${t('close')}</button>
    </dialog>
  `;
}
