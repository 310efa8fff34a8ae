/** What is rarely needed: passes for other wallets, the home screen, languages, devices, signing out. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';

const LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' };

export function menuDialog({ passes, passFailed, installable, sessions, leaving }, locale, actions) {
  const { t } = locale;
  return html`
    <dialog id="menu" aria-labelledby="menu-title" @close=${actions.menuClosed}>
      <div class="row">
        <h2 id="menu-title">${t('menu.title')}</h2>
        <button class="quiet" @click=${actions.hideMenu} aria-label=${t('close')}>${icon('close')}</button>
      </div>
      ${installable ? html`<button @click=${actions.install}>${icon('phone')}${t('menu.install')}</button>` : nothing}
      <label class="field">
        <span>${t('menu.language')}</span>
        <select @change=${(event) => actions.language(event.target.value)}>
          ${locale.languages.map(
            (language) => html`<option value=${language} ?selected=${language === locale.language} lang=${language}>${LANGUAGES[language]}</option>`,
          )}
        </select>
      </label>
      ${passes.includes('apple') ? html`<button class="pass" @click=${actions.applePass}>${icon('phone')}${t('menu.apple')}</button>` : nothing}
      ${passes.includes('google') ? html`<button class="pass" @click=${actions.googlePass}>${icon('phone')}${t('menu.google')}</button>` : nothing}
      ${passFailed ? html`<p class="notice bad" role="alert">${t('menu.pass-failed')}</p>` : nothing}
      ${sessions.length > 1 ? devices(sessions, locale, actions) : nothing}
      ${leaving
        ? html`<div class="leaving" role="group" aria-labelledby="leaving">
            <p id="leaving">${t('menu.leaving')}</p>
            <button class="primary" @click=${actions.signOut}>${t('menu.sign-out')}</button>
            <button @click=${actions.stay}>${t('menu.stay')}</button>
          </div>`
        : html`<button @click=${actions.leave}>${t('menu.sign-out')}</button>`}
      <p class="muted small"><a href=${document.body.dataset.licences}>${t('menu.licences')}</a></p>
    </dialog>
  `;
}

function devices(sessions, locale, actions) {
  const { t } = locale;
  return html`
    <h3>${t('menu.devices')}</h3>
    <ul class="devices">
      ${[...sessions].sort((a, b) => b.current - a.current).map(
        (session) => html`<li>
          <span>
            ${session.current ? html`<b>${t('menu.this-device')}</b>` : t('menu.device', { day: locale.moment(session.createdAt) })}
            <small>${t('menu.last-used', { day: locale.calendarDay(session.lastUsedOn) })}</small>
          </span>
          ${session.current
            ? nothing
            : html`<button
                @click=${() => actions.endDevice(session.sessionId)}
                aria-label=${t('menu.end-device-of', { day: locale.moment(session.createdAt) })}
              >
                ${t('menu.end-device')}
              </button>`}
        </li>`,
      )}
    </ul>
  `;
}
