/** The statement, by months, each line opening to why. */
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../../shared/icons.js';
import { explanation, iconOf, pointsOf, sourceName, titleOf, withoutOldHolds } from './entry.js';

export function historyPanel({ history, wallet }, locale, actions) {
  const { t } = locale;
  return html`
    <section class="panel history" aria-labelledby="history">
      <h2 id="history">${t('history.title')}</h2>
      ${months(withoutOldHolds(history.entries), locale).map(
        ([month, entries]) => html`
          <h3>${month}</h3>
          <ul>
            ${repeat(
              entries,
              (entry) => entry.seq,
              (entry) => html`<li>${line(entry, wallet.program.timeZone, locale)}</li>`,
            )}
          </ul>
        `,
      )}
      ${end(history, locale, actions)}
    </section>
  `;
}

function line(entry, zone, locale) {
  const points = pointsOf(entry);
  return html`
    <details>
      <summary>
        <span class="medal ${entry.channel}">${icon(iconOf(entry))}</span>
        <span class="what">
          <b>${titleOf(entry, locale)}</b>
          <small>${where(entry)}${locale.dayAndTime(entry.at)}</small>
        </span>
        <span class="number change ${points.kind}">${points.value === null ? nothing : locale.signed(points.value)}</span>
        ${icon('chevron')}
      </summary>
      ${explanation(entry, zone, locale)}
    </details>
  `;
}

/** A name in other letters than the language's keeps its own direction. */
function where(entry) {
  const name = sourceName(entry);
  return name ? html`<bdi>${name}</bdi> · ` : nothing;
}

function end({ entries, state }, locale, actions) {
  const { t } = locale;
  if (state === 'loading') return html`<p class="end bone" aria-label=${t('history.loading')}>…</p>`;
  if (state === 'failed') return html`<p class="end"><button class="quiet" @click=${actions.more}>${t('history.again')}</button></p>`;
  if (state === 'more') return html`<p class="end" id="more"><button class="quiet" @click=${actions.more}>${t('history.more')}</button></p>`;
  return entries.length <= 1 ? html`<p class="end muted">${t('history.new')}</p>` : nothing;
}

function months(entries, locale) {
  const found = new Map();
  for (const entry of entries) {
    const month = locale.month(entry.at);
    found.set(month, [...(found.get(month) ?? []), entry]);
  }
  return [...found];
}
