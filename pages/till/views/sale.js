/** One customer after the other: found, served, done. */
import { html, nothing } from 'lit-html';
import { icon } from '../../shared/icons.js';
import { latinDigits, understood } from '../entry.js';
import { discountOf, worth } from '../worth.js';
import { amountField, keypad } from './amount.js';
import { notice, paid, problem } from './parts.js';

export function salePanel(state, actions) {
  switch (state.sale?.stage) {
    case 'find':
      return findStage(state, actions);
    case 'enrol':
      return enrolStage(state, actions);
    case 'member':
      return memberStage(state, actions);
    case 'done':
      return doneStage(state, actions);
    default:
      return nothing;
  }
}

function findStage({ sale, locale, online }, actions) {
  const { t } = locale;
  const name = understood(sale.text);
  const newcomer = sale.problem?.enrol;
  const submit = (event) => {
    event.preventDefault();
    if (!sale.busy) actions.find(sale.text);
  };
  return html`
    <section class="find">
      <h2 class="title">${t('find.title')}</h2>
      <form class="search" role="search" @submit=${submit}>
        <label class="unseen" for="find">${t('find.label')}</label>
        <input
          id="find"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          dir="auto"
          placeholder=${t('find.placeholder')}
          data-focus="find"
          data-select
          aria-describedby="find-as"
          .value=${sale.text}
          @input=${(event) => actions.typing(event.target.value)}
        >
        <button class="primary" ?disabled=${sale.busy}>${sale.busy ? t('find.searching') : t('find.go')}</button>
      </form>
      <p id="find-as" class="as muted">${name ? t(`find.as.${name.type}`) : t('find.help')}</p>
      ${newcomer
        ? notice(sale.problem.text, html`<button type="button" @click=${() => actions.newCustomer(newcomer)}>${icon('plus')}${t('find.enrol')}</button>`)
        : problem(sale.problem?.text)}
      <div class="ways">
        <button type="button" class="way" @click=${actions.scan}>${icon('camera')}<span>${t('find.camera')}</span></button>
        ${newcomer ? nothing : html`<button type="button" class="way" @click=${() => actions.newCustomer(null)}>${icon('plus')}<span>${t('find.enrol')}</span></button>`}
      </div>
      ${online ? nothing : html`<p class="muted">${t('find.offline')}</p>`}
    </section>
  `;
}

function enrolStage({ sale, locale }, actions) {
  const { t } = locale;
  const { given } = sale;
  const submit = (event) => {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(event.target)].map(([key, value]) => [key, value.trim()]));
    if (!sale.busy) actions.enrol(fields);
  };
  const field = (name, more) => html`<label class="field">
    <span>${t(`enrol.${name}`)}</span>
    <input name=${name} type=${more.type ?? 'text'} autocomplete="off" autocapitalize=${more.caps ?? 'off'} maxlength=${more.most} dir=${more.dir ?? 'ltr'} data-focus=${name} .value=${given[name] ?? ''}>
  </label>`;
  return html`
    <section class="enrol">
      <div class="head">
        <h2 class="title">${t('enrol.title')}</h2>
        <button type="button" class="quiet" @click=${actions.next}>${icon('close')}${t('cancel')}</button>
      </div>
      <p class="muted">${t('enrol.lead')}</p>
      <form class="panel" novalidate @submit=${submit}>
        ${field('name', { most: 100, caps: 'words', dir: 'auto' })} ${field('phone', { type: 'tel', most: 32 })} ${field('email', { type: 'email', most: 254 })}
        ${field('cardNumber', { most: 32 })}
        ${problem(
          sale.problem?.text,
          sale.problem?.openTaken ? html`<button type="button" @click=${() => actions.openTaken(sale.problem.openTaken)}>${t('enrol.open')}</button>` : nothing,
        )}
        <button class="primary large" ?disabled=${sale.busy}>${sale.busy ? t('enrol.saving') : t('enrol.save')}</button>
      </form>
    </section>
  `;
}

function memberStage(state, actions) {
  const { sale, locale, shift } = state;
  const { t } = locale;
  const { currency } = shift.who.program;
  const locked = Boolean(sale.hold ?? sale.paying) || sale.busy;
  const discount = discountOf(sale, shift.who.program.redeem);
  const toPay = Math.max(0, sale.amount - discount);
  return html`
    <section class="serve ${locked || sale.paying ? 'settling' : ''} ${discount ? 'discounted' : ''}">
      ${customer(state, actions)}
      <div class="sum panel">
        ${amountField({ label: t('sale.amount'), amount: sale.amount, currency, focus: 'amount', disabled: locked, locale, change: actions.amount, enter: actions.book })}
        <dl class="reckoning">
          <div class="earns"><dt>${t('sale.earns')}</dt><dd class="number">${earns(state)}</dd></div>
          ${breakdown(sale.quote, locale)}
          ${discount
            ? html`<div><dt>${t('sale.discount', { count: sale.hold?.points ?? sale.offlinePoints })}</dt><dd class="number">${locale.money({ amount: -discount, currency })}</dd></div>`
            : nothing}
          <div class="to-pay ${discount ? '' : 'same'}"><dt>${t('sale.toPay')}</dt><dd class="number">${locale.money({ amount: toPay, currency })}</dd></div>
        </dl>
      </div>
      ${keys(state, actions)}
      <div class="finish panel">
        ${spending(state, actions)} ${receipt(state, actions)} ${problem(sale.problem?.text)}
        ${sale.paying ? nothing : html`<button type="button" class="primary large" data-focus="book" ?disabled=${!sale.amount || sale.busy} @click=${actions.book}>
          ${sale.busy ? t('sale.booking') : sale.amount ? t(discount ? 'sale.take' : 'sale.book', { money: locale.money({ amount: toPay, currency }) }) : t('sale.bookNothing')}
        </button>`}
      </div>
    </section>
  `;
}

/** The keypad goes with the field that is typed into: the first digit takes the place of the points that were offered. */
function keys({ sale, locale }, actions) {
  const { paying } = sale;
  return paying
    ? keypad({ amount: paying.typed ? paying.points : 0, disabled: sale.busy, locale, change: actions.points })
    : keypad({ amount: sale.amount, disabled: Boolean(sale.hold) || sale.busy, locale, change: actions.amount });
}

function customer({ sale, locale, shift }, actions) {
  const { member } = sale;
  const { t } = locale;
  const close = html`<button type="button" class="quiet close" @click=${actions.next}>${icon('close')}<span>${t('member.close')}</span></button>`;
  if (!member.memberId) {
    return html`<div class="customer panel unknown">
      <div class="who">
        <h2 class="title">${member.enrolling ? t('member.enrolling') : t('member.unknown')}</h2>
        <p class="number"><bdi dir="ltr">${member.named.value}</bdi></p>
      </div>
      <p class="muted">${t('member.unknownHelp')}</p>
      ${close}
    </div>`;
  }
  const { balance } = member;
  return html`<div class="customer panel">
    <div class="who">
      <h2 class="title" dir="auto">${member.name ?? t('member.card')}</h2>
      <p class="marks">
        <span class="tier">${member.tier.name}</span>
        ${member.presence ? html`<span class="seen">${icon('check')}${t('member.seen')}</span>` : nothing}
        ${sale.welcome ? html`<span class="seen">${t('member.welcome')}</span>` : nothing}
      </p>
      <p class="muted number"><bdi dir="ltr">${member.cardNumber ?? ''}</bdi></p>
    </div>
    <p class="balance">
      <span><b class="number">${locale.number(balance.available)}</b> ${t('member.points', { count: balance.available })}</span>
      <span class="muted number">${t('member.worth', { money: locale.money(balance.value) })}</span>
    </p>
    ${close}
    ${balance.held || balance.pending || balance.debt
      ? html`<p class="rest muted number">
          ${balance.held ? html`<span>${t('member.held', { count: balance.held })}</span>` : nothing}
          ${balance.pending ? html`<span>${t('member.pending', { count: balance.pending })}</span>` : nothing}
          ${balance.debt ? html`<span>${t('member.debt', { count: balance.debt })}</span>` : nothing}
        </p>`
      : nothing}
    ${shift.who.program.redeem.requireMemberCode?.in_store && !member.presence ? html`<p class="notice">${icon('phone')}<span>${t('member.needsCode')}</span></p>` : nothing}
  </div>`;
}

function earns({ sale, locale, online }) {
  const { quote } = sale;
  if (!sale.amount) return '–';
  if (!online || !sale.member.memberId || sale.offlinePoints) return locale.t('sale.earnsLater');
  if (!quote) return '…';
  return html`<b class=${quote.amount === sale.amount ? '' : 'old'}>${locale.signed(quote.earn.points)}</b>`;
}

function breakdown(quote, locale) {
  const lines = quote?.earn.breakdown ?? [];
  return lines.length < 2
    ? nothing
    : lines.map((line) => html`<div class="part muted"><dt>${line.name ?? ruleName(line.rule, locale)}</dt><dd class="number">${locale.signed(line.points)}</dd></div>`);
}

function ruleName(rule, locale) {
  const key = `rule.${rule.replace(':', '.')}`;
  return locale.has(key) ? locale.t(key) : rule;
}

function spending(state, actions) {
  const { sale, locale, shift, online } = state;
  const { t } = locale;
  const { redeem } = shift.who.program;
  if (sale.hold) {
    return html`<div class="hold">
      <span>${icon('lock')}${t('hold.until', { count: sale.hold.points, time: locale.time(sale.hold.expiresAt) })}</span>
      <button type="button" class="quiet" ?disabled=${sale.busy} @click=${actions.releaseHold}>${t('hold.release')}</button>
    </div>`;
  }
  if (sale.offlinePoints) {
    return html`<div class="hold">
      <span>${icon('offline')}${t('hold.offline', { count: sale.offlinePoints })}</span>
      <button type="button" class="quiet" ?disabled=${sale.busy} @click=${() => actions.payOffline(0)}>${t('hold.release')}</button>
    </div>`;
  }
  if (sale.paying) return paying(state, actions);
  const live = online && sale.member.memberId;
  const limit = live ? sale.quote?.redeem?.limitedBy : null;
  const most = live ? (limit === 'member_code' ? 0 : (sale.quote?.redeem?.maxPoints ?? 0)) : offlineMost(sale, redeem);
  const why = !sale.amount ? null : live ? sale.quote && `spend.why.${limit ?? 'none'}` : redeem.offlineMaxPoints ? 'spend.why.total' : 'spend.why.offline';
  return html`<div class="spend">
    <button type="button" ?disabled=${most === 0 || sale.busy} @click=${actions.pay}>${t('spend')}</button>
    ${why && (most === 0 || limit === 'member_code') ? html`<span class="muted">${t(why, { count: redeem.minimum })}</span>` : most ? html`<span class="muted number">${t('spend.most', { count: most })}</span>` : nothing}
  </div>`;
}

/** What the program lets a till spend that cannot ask. */
function offlineMost(sale, { offlineMaxPoints = 0, minimum, step, points, amount }) {
  const covering = Math.floor((sale.amount * points) / amount);
  const most = Math.min(offlineMaxPoints, covering);
  const inSteps = most - (most % step);
  return inSteps < minimum ? 0 : inSteps;
}

function paying(state, actions) {
  const { sale, locale, shift, online } = state;
  const { t } = locale;
  const { redeem, currency } = shift.who.program;
  const live = online && sale.member.memberId;
  const most = live ? (sale.quote?.redeem?.maxPoints ?? 0) : offlineMost(sale, redeem);
  const { points } = sale.paying;
  const why = most === 0 && !live ? t('spend.why.offline') : whyNot(points, most, redeem, t);
  const submit = (event) => {
    event.preventDefault();
    if (!why && !sale.busy) (live ? actions.hold : actions.payOffline)(points);
  };
  return html`<form class="paying" @submit=${submit}>
    <label class="field">
      <span>${t('spend.points')}</span>
      <input
        autocomplete="off"
        inputmode="numeric"
        maxlength="9"
        class="number"
        dir="ltr"
        data-focus="points"
        data-select
        aria-describedby="points-why"
        aria-invalid=${why ? 'true' : nothing}
        ?readonly=${sale.busy}
        .value=${points ? String(points) : ''}
        @input=${(event) => actions.points(Number(latinDigits(event.target.value).replace(/\D/g, '')))}
      >
    </label>
    <p class="muted number">${t('spend.worth', { money: locale.money({ amount: worth(points, redeem), currency }) })}</p>
    <p id="points-why" class="why number" aria-live="polite">${why}</p>
    <div class="buttons">
      <button type="button" class="quiet" @click=${actions.stopPaying}>${t('cancel')}</button>
      <button class="primary" ?disabled=${why || sale.busy}>${live ? t('spend.hold') : t('spend.take')}</button>
    </div>
  </form>`;
}

/** Why so many points cannot be spent here; null where they can. */
function whyNot(points, most, { minimum, step }, t) {
  if (most === 0) return t('spend.why.none');
  if (points < Math.max(1, minimum)) return t('spend.why.minimum', { count: minimum });
  if (points > most) return t('spend.tooMany', { count: most });
  return points % step === 0 ? null : t('spend.step', { count: step });
}

function receipt({ sale, locale }, actions) {
  return html`<label class="receipt">
    <span>${locale.t('sale.receipt')}</span>
    <input autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" maxlength="64" class="number" data-focus="receipt" data-select ?readonly=${sale.busy} .value=${sale.receipt} @input=${(event) => actions.receipt(event.target.value)}>
  </label>`;
}

/** What was kept may be booked, or refused, while one looks: the list of the shift knows. */
function doneStage(state, actions) {
  const { sale, locale, shift } = state;
  const { done } = sale;
  const { t } = locale;
  const { currency } = shift.who.program;
  const { status, points } = shift.today.find(({ key }) => key === done.entry);
  return html`
    <section class="done panel ${status === 'booked' ? '' : 'kept'}">
      <p class="sign">${icon({ booked: 'check', waiting: 'time', refused: 'close' }[status])}</p>
      <h2 class="title">${title(status, points, t)}</h2>
      <p class="muted">${outcome(done, status, locale)}</p>
      <dl class="reckoning">
        <div><dt>${t('sale.amount')}</dt><dd class="number">${locale.money({ amount: done.amount, currency })}</dd></div>
        ${done.spent ? html`<div class="to-pay"><dt>${t('done.paid')}</dt><dd class="number">${paid(done, state)}</dd></div>` : nothing}
        <div><dt>${t('sale.receipt')}</dt><dd class="number" dir="ltr">${done.receipt}</dd></div>
      </dl>
      <button type="button" class="primary large" data-focus="next" @click=${actions.next}>${t('done.next')}</button>
    </section>
  `;
}

/** What it earned is asked for after it was booked. */
function title(status, points, t) {
  if (status !== 'booked') return t(`done.${status}`);
  return points === null ? t('status.booked') : t('done.booked', { count: points });
}

function outcome({ earned, balance }, status, { t, money }) {
  if (status !== 'booked') return t(`done.${status}Help`);
  if (earned?.status === 'pending') return t('done.pending');
  return balance ? t('done.balance', { count: balance.available, money: money(balance.value) }) : nothing;
}
