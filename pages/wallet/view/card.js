/** The card: a tally in two halves, what one has above and what one shows at the till below. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { inFours, qrOf } from './code.js';

export function card({ wallet, code, gained, shownPoints }, locale, actions) {
  const { balance, tier, member, program } = wallet;
  const { t } = locale;
  const text = code === null ? member.cardNumber : code?.text;
  return html`
    <section class="card" aria-labelledby="balance">
      <div class="upper">
        <div class="top">
          <p class="brand">${program.brand.name}</p>
          <p class="tier-chip">${tier.name}</p>
          <button class="plain menu" @click=${actions.showMenu} aria-haspopup="dialog" aria-label=${t('menu.title')}>${icon('menu')}</button>
        </div>
        <div class="balance">
          <h1 id="balance">
            <span class="number points ${width(locale.number(balance.available))}">${locale.number(shownPoints)}</span>
            <span class="unit">${t('balance.unit', { count: shownPoints })}</span>
          </h1>
          <div class="below">
            <p class="worth">${t('balance.worth', { value: locale.money(balance.value) })} ${toSpend(balance.available, program, t)}</p>
            ${gained ? html`<p class="gained" aria-hidden="true">${locale.signed(gained)}${strokes()}</p>` : nothing}
          </div>
        </div>
        ${balance.debt > 0 ? html`<p class="debt">${t('balance.debt', { count: balance.debt })}</p>` : nothing}
      </div>
      <button class="plain stub" @click=${actions.showCode} aria-label=${t('code.enlarge')}>
        <span class="qr">${text ? qrOf(text, '') : nothing}</span>
        <span class="who">
          ${member.name ? html`<b class="name">${member.name}</b>` : nothing}
          <span class="card-number number" dir="ltr">${member.cardNumber ? inFours(member.cardNumber) : t('code.none')}</span>
          <span class="digits number" dir="ltr">${code ? inFours(code.digits) : ''}</span>
          <span class="hint">${icon('expand')}${t(code === null ? 'code.card-only' : 'code.tap')}</span>
        </span>
      </button>
    </section>
  `;
}

/** What is missing until one can spend; a wallet that was remembered long ago does not know. */
function toSpend(available, { redeem }, t) {
  const missing = (redeem?.minimum ?? 0) - available;
  return missing > 0 ? html`<span class="to-spend">${t('balance.to-spend', { count: missing })}</span>` : nothing;
}

/** Millions are set smaller, so that they fit a small phone. */
const width = (number) => (number.length > 10 ? 'widest' : number.length > 6 ? 'wide' : '');

/** Before anything is known: the same shapes, empty. */
export function cardBones() {
  return html`
    <section class="card">
      <div class="upper">
        <div class="top"><p class="bone faint">Tallystick</p></div>
        <div class="balance"><p class="bone faint points">0000</p></div>
      </div>
      <div class="stub"><span class="qr bone"></span><span class="who"><span class="bone">0000 0000 0000 0000</span></span></div>
    </section>
    <section class="panel"><p class="bone">Tier</p></section>
    <section class="panel"><p class="bone">History</p><p class="bone">History</p><p class="bone">History</p></section>
  `;
}

/** Five strokes of a tally, which the style sheet cuts one after the other. */
function strokes() {
  return html`<span class="strokes">${[1, 2, 3, 4, 5].map((n) => html`<i class="s${n}"></i>`)}</span>`;
}
