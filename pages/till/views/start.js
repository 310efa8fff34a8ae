/** Before a shift: the key and who is at the till. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { isolated, languages, problem } from './parts.js';

export function startPanel(state, actions) {
  const { start, locale, rows, notice } = state;
  const { t } = locale;
  const tills = [...new Set(rows.filter((row) => row.state !== 'trying').map((row) => row.till))];
  const submit = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    actions.start((start.fromLink ? start.key : fields.get('key')).trim(), fields.get('operator').trim());
  };
  return html`
    <main class="start">
      <div class="start-head">
        <span class="mark" aria-hidden="true"></span>
        <h1>${document.title}</h1>
        <p class="muted">${t('start.lead')}</p>
      </div>
      ${notice ? html`<p class="notice">${icon('time')}<span>${notice.text}</span></p>` : nothing}
      ${tills.map(
        (till) => html`<p class="notice">${icon('time')}<span>${t('start.waiting', { till: isolated(till, locale), count: rows.filter((row) => row.till === till && row.state !== 'trying').length })}</span></p>`,
      )}
      <form class="panel" novalidate @submit=${submit}>
        ${start.fromLink
          ? html`<p class="notice good">${icon('check')}<span>${t('start.key.brought')}</span></p>`
          : html`<label class="field">
              <span>${t('start.key')}</span>
              <input
                name="key"
                type="password"
                autocomplete="off"
                spellcheck="false"
                dir="ltr"
                data-focus="key"
                .value=${start.key}
                aria-invalid=${start.problem?.startsWith('start.key') ? 'true' : nothing}
                aria-describedby="key-help"
                @input=${actions.typedKey}
              >
              <small id="key-help" class="muted">${t('start.key.help')}</small>
            </label>`}
        <label class="field">
          <span>${t('start.operator')}</span>
          <input
            name="operator"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            maxlength="64"
            dir="ltr"
            data-focus="operator"
            aria-invalid=${start.problem?.startsWith('start.operator') ? 'true' : nothing}
            aria-describedby="operator-help"
          >
          <small id="operator-help" class="muted">${t('start.operator.help')}</small>
        </label>
        ${problem(start.problem && t(start.problem))}
        <button class="primary large" ?disabled=${start.busy}>${start.busy ? t('start.checking') : t('start.begin')}</button>
      </form>
      <div class="start-foot">${languages(state, actions)} <a class="muted" href=${document.body.dataset.licences}>${t('licences')}</a></div>
    </main>
  `;
}
