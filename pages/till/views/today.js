/** What was done in this shift, and what waits. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { isolated, paid } from './parts.js';

/** How much somebody has to look at. */
export function openCount({ rows, shift }) {
  return rows.filter((row) => row.till === shift.till && row.state !== 'trying').length;
}

export function todayPanel(state, actions) {
  const { shift, locale } = state;
  const { t } = locale;
  return html`
    ${queue(state, actions)}
    <section class="list">
      <div class="head">
        <h2>${t('today.title')}</h2>
        <button type="button" class="quiet" @click=${() => actions.openRefund(null)}>${t('today.refundOther')}</button>
      </div>
      ${shift.today.length === 0
        ? html`<p class="empty muted">${t('today.empty')}</p>`
        : html`<ul>
            ${shift.today.map((entry) => line(entry, state, actions))}
          </ul>`}
    </section>
  `;
}

function line(entry, state, actions) {
  const { locale, shift } = state;
  const { t } = locale;
  const { currency } = shift.who.program;
  const status = entry.voided ? 'voided' : entry.voiding ? 'voiding' : entry.status;
  const usable = entry.type === 'purchase' && !entry.voided && !entry.voiding && entry.status !== 'refused';
  const left = entry.amount - (entry.refunded ?? 0);
  const isBack = entry.type === 'refund' || entry.type === 'void';
  return html`<li class="entry ${status}">
    <p class="first">
      <b>${t(`type.${entry.type}`)}</b>
      ${entry.amount === undefined ? nothing : html`<b class="number ${entry.voided ? 'struck' : ''}">${isBack ? locale.money({ amount: -(entry.cash ?? entry.amount), currency }) : paid(entry, state)}</b>`}
    </p>
    <p class="second muted">
      <span class="number">${locale.time(entry.at)}</span>
      ${entry.type === 'enrolment' ? nothing : html`<span class="number" dir="ltr">${entry.subject ?? entry.id}</span>`}
      ${entry.points === null || entry.points === undefined || entry.voided ? nothing : html`<span class="number">${t('today.points', { count: entry.points })}</span>`}
      ${entry.clawedBack ? html`<span class="number">${t('today.clawedBack', { count: entry.clawedBack })}</span>` : nothing}
      ${entry.restored ? html`<span class="number">${t('today.restored', { count: entry.restored })}</span>` : nothing}
    </p>
    <p class="third">
      <span class="chip ${status}">${t(`status.${status}`)}</span>
      ${entry.refunded ? html`<span class="chip">${left > 0 ? t('status.partly') : t('status.refunded')}</span>` : nothing}
      ${usable
        ? html`<span class="buttons">
            ${left > 0 ? html`<button type="button" class="small" aria-label=${t('refund.of', { id: entry.id })} @click=${() => actions.openRefund(entry)}>${t('refund')}</button>` : nothing}
            ${entry.refunded ? nothing : html`<button type="button" class="small" aria-label=${t('void.of', { id: entry.id })} @click=${() => actions.askVoid(entry)}>${t('void')}</button>`}
          </span>`
        : nothing}
    </p>
  </li>`;
}

function queue(state, actions) {
  const { locale, shift, now, online, sending } = state;
  const { t } = locale;
  const shown = state.rows.filter((row) => row.state !== 'trying');
  const ours = shown.filter((row) => row.till === shift.till);
  const others = [...new Set(shown.filter((row) => row.till !== shift.till).map((row) => row.till))];
  if (shown.length === 0) return nothing;
  const oldest = ours[0] && locale.relative(Math.min(...ours.map((row) => row.since)), now);
  return html`<section class="queue panel" tabindex="-1" data-focus="queue">
    <div class="head">
      <h2>${t('queue.title')} <b class="count">${locale.number(ours.length)}</b></h2>
      ${ours.some((row) => row.state !== 'refused' && !row.later)
        ? html`<button type="button" class="quiet" ?disabled=${sending} @click=${actions.sendNow}>${online && sending ? t('queue.sending') : t('queue.send')}</button>`
        : nothing}
    </div>
    ${oldest ? html`<p class="muted">${t('queue.oldest', { age: oldest })}</p>` : nothing}
    <ul>
      ${ours.map((row) => waiting(row, state, actions))}
    </ul>
    ${others.map((till) => html`<p class="muted">${t('queue.other', { till: isolated(till, locale), count: shown.filter((row) => row.till === till).length })}</p>`)}
  </section>`;
}

function waiting(row, { locale, shift }, actions) {
  const { t } = locale;
  const { op, label, problem } = row;
  const { currency } = shift.who.program;
  const status = row.later ? 'later' : row.state;
  const name = op.member?.phone ?? op.member?.email ?? op.member?.cardNumber ?? op.name ?? op.phone ?? op.email ?? null;
  return html`<li class="entry ${status}">
    <p class="first">
      <b>${t(op.redemption ? 'type.release' : `type.${op.type}`)}</b>
      <b class="number">${label.amount === undefined ? (label.points ? t('points', { count: label.points }) : '') : locale.money({ amount: label.amount, currency })}</b>
    </p>
    <p class="second muted">
      <span class="number">${locale.time(row.since)}</span>
      ${label.receipt ? html`<span class="number" dir="ltr">${label.receipt}</span>` : nothing} ${name ? html`<span class="number" dir="auto">${name}</span>` : nothing}
    </p>
    ${row.state === 'refused'
      ? html`<p class="why">${reason(problem, locale)}</p>
          <p class="third">
            <span class="chip refused">${t('status.refused')}</span>
            <span class="buttons">
              ${op.type === 'purchase' && op.paidWith ? html`<button type="button" class="small" @click=${() => actions.sendWithoutPoints(row)}>${t('queue.withoutPoints')}</button>` : html`<button type="button" class="small" @click=${() => actions.sendAgain(row)}>${t('queue.again')}</button>`}
              <button type="button" class="small" @click=${() => actions.dismiss(row)}>${t('queue.dismiss')}</button>
            </span>
          </p>`
      : html`<p class="third"><span class="chip ${status}">${t(`queue.${status}`)}</span></p>`}
  </li>`;
}

function reason(problem, locale) {
  const key = `problem.${problem?.code}`;
  return locale.has(key) ? locale.t(key) : locale.t('problem.unknown', { code: problem?.code ?? '–' });
}
