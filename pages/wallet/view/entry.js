/** One entry of the ledger in words: what it was, what it did to the points, and by which rule. */
import { html, nothing } from 'lit-html';

const BY_TIME = new Set(['expired', 'activated']);
const RULE = /^(base|tier|bonus|limit)(?::(.*))?$/;
const MINUTE_MILLIS = 60_000;

export const iconOf = (entry) => (BY_TIME.has(entry.kind) ? 'time' : entry.channel);

export const titleOf = (entry, { t }) => t(`entry.${told(entry)}`);

/** A void of points that were only held gives them free, no more. */
function told({ kind, operation, points }) {
  return kind === 'voided' && operation.type === 'redemption' && points === 0 ? 'released' : kind;
}

/** A hold that is over is told by how it ended; newest first. */
export function withoutOldHolds(entries) {
  const over = new Set();
  return entries.filter(({ kind, operation }) => {
    const holding = kind === 'held' || kind === 'extended';
    if (!holding && operation.type === 'redemption') over.add(operation.id);
    return !(holding && over.has(operation.id));
  });
}

/** A source's id as people read it: `store-1` is Store 1. What only time did was done nowhere. */
export function sourceName(entry) {
  return BY_TIME.has(entry.kind) ? '' : named(entry.source);
}

function named(source) {
  return source.replace(/(^|-)([a-z0-9])/g, (_, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase());
}

/** What the line shows at its end: the change of what one has; where that stays, what became free or was set aside. */
export function pointsOf(entry) {
  if (entry.points !== 0) {
    return { value: entry.points, kind: entry.points > 0 ? 'gain' : 'loss' };
  }
  return { value: entry.postings.available ?? null, kind: 'moved' };
}

export function explanation(entry, zone, locale) {
  const { t } = locale;
  const rows = [...money(entry, locale), ...rules(entry, locale), ...moves(entry, zone, locale), ...where(entry, locale)];
  return html`
    <div class="why">
      <p>${t(`why.${told(entry)}`)}</p>
      <dl class="number">
        ${rows.map(([name, value, kind]) => html`<div class=${kind ?? nothing}><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
      </dl>
    </div>
  `;
}

function* money({ total, eligible, value, reasonCode }, { t, money }) {
  if (total) yield [t('why.total'), money(total)];
  if (eligible && eligible.amount !== total?.amount) yield [t('why.eligible'), money(eligible)];
  if (value?.amount) yield [t('why.value'), money(value)];
  if (reasonCode) yield [t('why.reason'), reasonCode];
}

function* rules({ breakdown = [] }, locale) {
  for (const { rule, name, points, cappedFrom } of breakdown) {
    const [, kind, id] = RULE.exec(rule) ?? [null, 'bonus', rule];
    const label = locale.t(`rule.${kind}`, { name: name ?? id });
    yield [cappedFrom ? `${label} ${locale.t('rule.capped', { count: cappedFrom })}` : label, locale.signed(points), 'rule'];
  }
}

/** A lot ends with a day of the retailer's zone, wherever the viewer is. */
function* moves({ lots = [], pending = [], postings, balanceAfter, kind }, zone, { t, dayIn, moment, number, signed }) {
  for (const lot of lots) {
    const points = lot.online + lot.inStore;
    if (points !== 0) yield [t(points > 0 ? 'why.lot-in' : 'why.lot-out', { day: dayIn(zone, Date.parse(lot.endsAt) - 1) }), signed(points)];
  }
  for (const sum of pending) {
    const points = sum.online + sum.inStore;
    const why = sum.activatesAt ? t('why.pending-day', { day: moment(sum.activatesAt) }) : t(`why.pending-${sum.waitsFor}`);
    if (points !== 0) yield [why, signed(points)];
  }
  if (postings.held) yield [t('why.set-aside'), signed(postings.held)];
  if (postings.debt) yield [t(postings.debt > 0 ? 'why.debt-paid' : 'why.debt-made'), number(Math.abs(postings.debt))];
  if (kind !== 'enrolled') yield [t('why.after'), number(balanceAfter.available), 'after'];
}

function* where({ at, occurredAt, operation, earnedIn, channel }, { t, moment, number }) {
  if (earnedIn) {
    if (earnedIn.online) yield [t('why.earned-online'), number(earnedIn.online)];
    if (earnedIn.inStore) yield [t('why.earned-in-store'), number(earnedIn.inStore)];
  }
  yield [t('why.channel'), t(`channel.${channel}`)];
  if (occurredAt && Math.abs(Date.parse(at) - Date.parse(occurredAt)) > MINUTE_MILLIS) yield [t('why.occurred'), moment(occurredAt)];
  if (operation.type === 'purchase') yield [t('why.reference'), operation.id.slice(operation.id.indexOf(':') + 1)];
}
