/** The page as a whole, as it follows from the model. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { card, cardBones } from './card.js';
import { codeDialog } from './code.js';
import { historyPanel } from './history.js';
import { menuDialog } from './menu.js';
import { tierPanel } from './tier.js';
import { upcoming } from './upcoming.js';

export function page(model, locale, actions) {
  switch (model.screen) {
    case 'loading':
      return loading(model, locale);
    case 'wallet':
      return wallet(model, locale, actions);
    default:
      return message(model, locale, actions);
  }
}

function loading({ slow }, { t }) {
  return html`
    <main class="wallet" aria-busy="true">
      <h1 class="unseen">${t('loading')}</h1>
      <div role="status">${slow ? html`<p class="notice">${t('loading.slow')}</p>` : nothing}</div>
      ${cardBones()}
    </main>
  `;
}

function wallet(model, locale, actions) {
  const { t } = locale;
  return html`
    <main class="wallet">
      <div class="first">
        ${connection(model, locale, actions)} ${card(model, locale, actions)} ${tierPanel(model.wallet, locale)}
      </div>
      <div class="second">${upcoming(model.wallet, model.nowMillis, locale)} ${historyPanel(model, locale, actions)}</div>
      <p class="unseen" role="status">${model.gained ? t('balance.gained', { count: model.gained }) : ''}</p>
    </main>
    ${codeDialog(model, locale, actions)} ${menuDialog(model, locale, actions)}
  `;
}

/** Said only when what is shown may be old. */
function connection({ connection, savedAtMillis, nowMillis }, locale, actions) {
  if (connection === 'live' || connection === 'asking') return nothing;
  const { t } = locale;
  const age = locale.relative(savedAtMillis, nowMillis);
  return html`<p class="notice" role="status">
    ${icon('offline')}<span>${t(`connection.${connection}`, { age })}</span>
    ${connection === 'failing' ? html`<button class="quiet" @click=${actions.again}>${t('again')}</button>` : nothing}
  </p>`;
}

/** Where there is nothing to show: why, and what to do. */
function message({ screen, asking }, { t }, actions) {
  const again = screen === 'offline' || screen === 'failing';
  return html`
    <main class="message">
      <svg class="broken" viewBox="0 0 120 60" aria-hidden="true">
        <path d="M30 10v40M50 10v40M70 10v40M90 10v40M12 44 108 16" />
      </svg>
      <h1 tabindex="-1">${t(`${screen}.title`)}</h1>
      <p>${t(`${screen}.text`)}</p>
      <p class="muted">${t(`${screen}.hint`)}</p>
      ${again ? html`<button class="primary" ?disabled=${asking} @click=${actions.again}>${t('again')}</button>` : nothing}
    </main>
  `;
}
