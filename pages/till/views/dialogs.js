/** What is asked before something is undone, and the camera. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { comesBack, leftOf, soldHere } from '../back.js';
import { amountField } from './amount.js';
import { cashIn, isolated, languages, problem } from './parts.js';

export function dialogs(state, actions) {
  switch (state.dialog?.type) {
    case 'void':
      return voiding(state, actions);
    case 'refund':
      return state.dialog.done ? refunded(state, actions) : refunding(state, actions);
    case 'end':
      return ending(state, actions);
    case 'camera':
      return camera(state, actions);
    default:
      return nothing;
  }
}

function frame(title, content, { busy }, actions) {
  const cancel = (event) => {
    event.preventDefault();
    if (!busy) actions.closeDialog();
  };
  return html`<dialog aria-labelledby="dialog-title" @cancel=${cancel}>
    <h2 id="dialog-title">${title}</h2>
    ${content}
  </dialog>`;
}

function voiding({ dialog, locale, shift }, actions) {
  const { t } = locale;
  const { entry, busy } = dialog;
  const money = locale.money({ amount: entry.amount, currency: shift.who.program.currency });
  return frame(
    t('void.title', { id: isolated(entry.id, locale) }),
    html`<p>${t('void.ask', { money })}</p>
      ${backs(comesBack(soldHere(entry), entry.amount), entry.spent, locale, shift)}
      ${problem(dialog.problem)}
      <div class="buttons">
        <button type="button" ?disabled=${busy} autofocus @click=${actions.closeDialog}>${t('void.no')}</button>
        <button type="button" class="danger" ?disabled=${busy} @click=${() => actions.voidPurchase(entry)}>${busy ? t('void.busy') : t('void.yes')}</button>
      </div>`,
    dialog,
    actions,
  );
}

/** What goes back, the money first. */
function backs({ cash, restored, clawedBack }, spent, { t, money, number }, { who }) {
  return html`<dl class="reckoning">
    <div class="to-pay"><dt>${t('refund.cash')}</dt><dd class="number">${money({ amount: cash, currency: who.program.currency })}</dd></div>
    ${spent ? html`<div><dt>${t('refund.restored')}</dt><dd class="number">${number(restored)}</dd></div>` : nothing}
    ${clawedBack === null || clawedBack === undefined ? nothing : html`<div><dt>${t('refund.clawedBack')}</dt><dd class="number">${number(clawedBack)}</dd></div>`}
  </dl>`;
}

function refunding({ dialog, locale, shift }, actions) {
  const { t } = locale;
  const { currency } = shift.who.program;
  const { busy, sold, amount } = dialog;
  const left = sold && leftOf(sold);
  const tooMuch = sold !== null && amount > left;
  const back = sold && !tooMuch ? comesBack(sold, amount) : null;
  return frame(
    t('refund.title'),
    html`${dialog.known
        ? html`<p class="number muted"><bdi dir="ltr">${dialog.id}</bdi></p>`
        : html`<label class="field">
            <span>${t('refund.id')}</span>
            <input autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" maxlength="130" class="number" data-focus="purchase" .value=${dialog.id} @change=${(event) => actions.refundOf(event.target.value.trim())}>
          </label>`}
      ${amountField({ label: t('refund.amount'), amount, fresh: !dialog.touched, currency, focus: 'amount-back', help: 'amount-left', disabled: busy, locale, change: actions.refundAmount, enter: actions.refund })}
      <p id="amount-left" class="number ${tooMuch ? 'why' : 'muted'}" aria-live="polite">
        ${left === null ? t('refund.leftUnknown') : t(tooMuch ? 'refund.tooMuch' : 'refund.left', { money: locale.money({ amount: left, currency }) })}
      </p>
      ${back ? backs(back, sold.spent, locale, shift) : nothing}
      ${problem(dialog.problem)}
      <div class="buttons">
        <button type="button" ?disabled=${busy} @click=${actions.closeDialog}>${t('cancel')}</button>
        <button type="button" class="primary" ?disabled=${busy || !amount || tooMuch} @click=${actions.refund}>
          ${busy ? t('refund.busy') : t('refund.yes', { money: locale.money({ amount: back?.cash ?? amount, currency }) })}
        </button>
      </div>`,
    dialog,
    actions,
  );
}

function refunded({ dialog, locale, shift }, actions) {
  const { t } = locale;
  const { done } = dialog;
  return frame(
    done.kept ? t('refund.kept') : t('refund.done'),
    html`${done.kept ? html`<p>${t('done.waitingHelp')}</p>` : nothing}
      ${done.cash === null ? html`<p class="notice">${t('refund.cashUnknown')}</p>` : backs(done, done.restored, locale, shift)}
      <div class="buttons"><button type="button" class="primary" data-focus="close" @click=${actions.closeDialog}>${t('close')}</button></div>`,
    dialog,
    actions,
  );
}

function ending(state, actions) {
  const { dialog, locale, rows, shift } = state;
  const { t } = locale;
  const waiting = rows.filter((row) => row.till === shift.till).length;
  return frame(
    t('end.title'),
    html`<p class="operator">${icon('person')}<span class="unseen">${t('bar.operator')}</span>${shift.operator}</p>
      ${summary(shift, locale)}
      <p>${t('end.ask')}</p>
      ${waiting ? html`<p class="notice">${t('end.waiting', { count: waiting })}</p>` : nothing}
      <div class="narrow">${languages(state, actions, { seen: true })}</div>
      <div class="buttons">
        <button type="button" autofocus @click=${actions.closeDialog}>${t('end.no')}</button>
        <button type="button" class="primary" @click=${actions.end}>${t('end.yes')}</button>
      </div>`,
    dialog,
    actions,
  );
}

/** What was done in the shift, as far as it is known. */
function summary({ today, who }, { t, number, money }) {
  const { currency } = who.program;
  const sales = today.filter((entry) => entry.type === 'purchase' && !entry.voided && !entry.voiding && entry.status !== 'refused');
  const refunds = today.filter((entry) => entry.type === 'refund' && entry.status !== 'refused');
  const sum = (entries, of) => entries.reduce((all, entry) => all + (of(entry) ?? 0), 0);
  const row = (name, value, more) => html`<div><dt>${t(name)}</dt><dd class="number">${value}${more ? html` · ${more}` : nothing}</dd></div>`;
  return html`<dl class="reckoning">
    ${row('end.sales', number(sales.length), money({ amount: sum(sales, cashIn), currency }))}
    ${row('end.refunds', number(refunds.length), money({ amount: 0 - sum(refunds, ({ cash, amount }) => cash ?? amount), currency }))}
    ${row('end.earned', number(sum(sales, ({ points }) => points) - sum(refunds, ({ clawedBack }) => clawedBack)))}
    ${row('end.spent', number(sum(sales, ({ spent }) => spent) - sum(refunds, ({ restored }) => restored)))}
  </dl>`;
}

function camera({ dialog, locale }, actions) {
  const { t } = locale;
  return frame(
    t('camera.title'),
    html`${dialog.problem ? problem(dialog.problem) : html`<div class="finder"><video playsinline muted></video></div><p class="muted">${t('camera.help')}</p>`}
      <div class="buttons"><button type="button" data-focus="close" @click=${actions.closeDialog}>${t('close')}</button></div>`,
    dialog,
    actions,
  );
}
