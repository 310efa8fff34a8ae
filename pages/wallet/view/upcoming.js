/** What is going to happen to the points by itself: what ends next, what is pending and why, what is held. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';

const SOON_DAYS = 62;
const DAY_MILLIS = 86_400_000;

export function upcoming(wallet, nowMillis, locale) {
  const { t } = locale;
  const { expiring, holds, pending } = wallet;
  const [next, ...later] = expiring;
  if (!next && holds.length === 0 && pending.length === 0) {
    return nothing;
  }
  return html`
    <section class="panel upcoming" aria-labelledby="upcoming">
      <h2 id="upcoming">${t('upcoming.title')}</h2>
      <ul>
        ${holds.map((hold) =>
          line('lock', t('hold', { count: hold.points, time: until(hold.expiresAt, nowMillis, locale) }), t('hold.why')),
        )}
        ${pending.map((sum) =>
          sum.activatesAt
            ? line('time', t('pending.day', { count: sum.points, day: locale.moment(sum.activatesAt) }), t('pending.why'))
            : line('time', t(`pending.${sum.waitsFor}`, { count: sum.points }), t('pending.why')),
        )}
        ${next
          ? line(
              'bell',
              t('expiring', { count: next.points, day: locale.calendarDay(next.on) }),
              soon(next, nowMillis) ? t('expiring.soon') : '',
              soon(next, nowMillis),
            )
          : nothing}
      </ul>
      ${later.length > 0
        ? html`<details class="later">
            <summary>${t('expiring.later', { count: later.length })}${icon('chevron')}</summary>
            <dl class="number">
              ${later.map((lot) => html`<dt>${locale.calendarDay(lot.on)}</dt><dd>${locale.number(lot.points)}</dd>`)}
            </dl>
          </details>`
        : nothing}
    </section>
  `;
}

function line(name, what, why, urgent = false) {
  return html`<li class=${urgent ? 'urgent' : ''}>${icon(name)}<span>${what}${why ? html`<small>${why}</small>` : nothing}</span></li>`;
}

const soon = (lot, nowMillis) => Date.parse(lot.on) - nowMillis < SOON_DAYS * DAY_MILLIS;

/** A time today, with the day where it is another one. */
function until(instant, nowMillis, locale) {
  return locale.day(instant) === locale.day(nowMillis) ? locale.time(instant) : locale.moment(instant);
}
