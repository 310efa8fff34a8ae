/** The frame around everything: who and where, whether the line is there, what is being done. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { dialogs } from './dialogs.js';
import { languages } from './parts.js';
import { salePanel } from './sale.js';
import { startPanel } from './start.js';
import { openCount, todayPanel } from './today.js';

export function page(state, actions) {
  const { locale, shift } = state;
  return html`
    <div class="unseen" role="status" aria-live="polite">${state.said}</div>
    ${shift ? till(state, actions) : startPanel(state, actions)} ${dialogs(state, actions, locale)}
  `;
}

function till(state, actions) {
  const { locale, shift, tab } = state;
  const { t } = locale;
  return html`
    <div class="till" data-tab=${tab}>
      <header class="bar">
        <h1 class="place">
          <span class="mark" aria-hidden="true"></span>
          <span><b>${shift.who.source.name}</b> <span class="muted">${shift.who.terminal}</span></span>
        </h1>
        ${lineState(state)}
        <p class="operator">${icon('person')}<span class="unseen">${t('bar.operator')}</span>${shift.operator}</p>
        ${languages(state, actions)}
        <button type="button" class="quiet" @click=${actions.askEnd}>${icon('lock')}<span class="wide">${t('bar.end')}</span><span class="unseen narrow">${t('bar.end')}</span></button>
      </header>
      ${notices(state, actions)}
      <main class="both">
        <section class="stage" aria-label=${t('tab.sale')}>${salePanel(state, actions)}</section>
        <section class="today" aria-label=${t('tab.today')}>${todayPanel(state, actions)}</section>
      </main>
      <nav class="tabs" aria-label=${t('tabs')}>
        ${tabButton('sale', 'keypad')} ${tabButton('today', 'list')}
      </nav>
    </div>
  `;

  function tabButton(name, drawing) {
    const count = name === 'today' ? openCount(state) : 0;
    return html`<button type="button" class="plain" aria-current=${tab === name ? 'page' : nothing} @click=${() => actions.tab(name)}>
      ${icon(drawing)}${t(`tab.${name}`)}${count ? html`<b class="count">${locale.number(count)}</b>` : nothing}
    </button>`;
  }
}

function lineState({ online, sending, rows, shift, locale }) {
  const waiting = rows.filter((row) => row.till === shift.till && row.state !== 'refused' && row.state !== 'trying' && !row.later).length;
  const [look, text] = !online
    ? ['off', waiting ? locale.t('line.offlineWaiting', { count: waiting }) : locale.t('line.offline')]
    : sending || waiting
      ? ['busy', locale.t('line.sending', { count: waiting })]
      : ['on', locale.t('line.online')];
  return html`<p class="line ${look}"><span class="dot" aria-hidden="true"></span>${text}</p>`;
}

function notices({ notice, online, shift, locale }, actions) {
  const { offlineMaxPoints = 0 } = shift.who.program.redeem;
  return html`<section class="notices" aria-label=${locale.t('notices')}>
    ${online
      ? nothing
      : html`<p class="notice">
          ${icon('offline')}<span>${locale.t('line.outage')} ${offlineMaxPoints ? locale.t('line.outagePoints', { count: offlineMaxPoints }) : nothing}</span>
        </p>`}
    ${notice
      ? html`<p class="notice ${notice.bad ? 'bad' : ''}" role="alert">
          <span>${notice.text}</span><button type="button" class="quiet" @click=${actions.closeNotice}>${locale.t('close')}</button>
        </p>`
      : nothing}
  </section>`;
}
