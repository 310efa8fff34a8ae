/** The till: what is on the screen (`state`), and what happens when something is done there. The pictures are in views/. */
import { render } from 'lit-html';
import { call, Refused, Unreachable } from '../shared/api.js';
import { applyBrand, sentColor } from '../shared/brand.js';
import { keepPage } from '../shared/installed.js';
import { chooseLanguage, createLocale } from '../shared/locale.js';
import { readCode } from './camera.js';
import { lasting, newId, newReceipt, OPERATION, OPERATOR, RECEIPT, understood } from './entry.js';
import { createLine, subjectsOf } from './line.js';
import ar from './messages/ar.json';
import de from './messages/de.json';
import en from './messages/en.json';
import * as outbox from './outbox.js';
import { createScanner } from './scanner.js';
import { createSender } from './sender.js';
import { beginShift, currentShift, endShift, keepShift, keyOfLink, looksLikeKey, millisLeft, objection } from './shift.js';
import { page } from './views/page.js';

const CATALOGUES = { en, de, ar };
const QUOTE_PAUSE_MILLIS = 180;
const LOOK_MILLIS = 15_000;
const MOST_AMOUNT = 999_999_999;
const root = document.getElementById('page');
const tabs = new BroadcastChannel('tallystick-till');

const state = {
  locale: createLocale(CATALOGUES),
  online: navigator.onLine,
  sending: false,
  rows: [],
  shift: currentShift(),
  start: { key: '', fromLink: false, problem: null, busy: false },
  tab: 'sale',
  sale: null,
  dialog: null,
  notice: null,
  said: '',
  now: Date.now(),
};

let focusNext = null;
let opener = null;
let quoteTimer = null;
let quoteNumber = 0;

const line = createLine({
  key: () => state.shift?.key,
  changed(online, who) {
    const turned = online !== state.online;
    state.online = online;
    if (who && state.shift) {
      state.shift.who = who;
      keepShift(state.shift);
    }
    if (turned) say(state.locale.t(online ? 'line.back' : 'line.gone'));
    update();
    if (online) sender.go();
    if (turned && online && state.sale?.stage === 'member' && !state.sale.member.memberId) recognise();
    else if (turned && state.sale?.stage === 'member') askQuote();
  },
});

const sender = createSender({
  line,
  till: () => state.shift?.till,
  settled(results) {
    const news = results.map(({ row, status, problem, id }) => ({ entry: row.entry, type: row.op.type, status, problem, id }));
    tabs.postMessage(news);
    takeNews(news);
  },
  changed: refreshRows,
  stuck: (e) => update({ notice: { bad: true, text: problemText(e) } }),
});

const scanner = createScanner({
  before: () => ({ amount: state.sale?.amount, receipt: state.sale?.receipt }),
  scanned(text, before) {
    if (!state.shift || state.dialog) return false;
    if (state.sale.stage === 'member') Object.assign(state.sale, before);
    actions.find(text);
    return true;
  },
});

tabs.onmessage = ({ data }) => {
  if (data === 'rows') refreshRows({ tell: false });
  else takeNews(data);
};

function update(changes = {}) {
  Object.assign(state, changes);
  const { locale } = state;
  document.documentElement.lang = locale.language;
  document.documentElement.dir = locale.direction;
  render(page(state, actions), root);
  const dialog = root.querySelector('dialog');
  if (dialog && !dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  if (!dialog && opener) {
    if (!focusNext) (opener.isConnected ? opener : mainField())?.focus();
    opener = null;
  }
  if (focusNext) {
    const found = root.querySelector(`[data-focus~="${focusNext}"]`) ?? mainField();
    focusNext = null;
    found?.focus();
    if (found?.select && found.value && found.dataset.select !== undefined) found.select();
  }
}

/** Where one goes on when what had the focus is gone. */
function mainField() {
  return root.querySelector('main [data-focus~="find"], main [data-focus~="amount"], main [data-focus~="next"]');
}

function sale(changes) {
  update({ sale: { ...state.sale, ...changes } });
}

function dialog(changes) {
  update({ dialog: state.dialog && { ...state.dialog, ...changes } });
}

function say(text) {
  state.said = text;
}

function focusOn(name) {
  focusNext = name;
}

/** Nothing of the last customer stays. */
function freshSale() {
  clearTimeout(quoteTimer);
  quoteNumber++;
  return { stage: 'find', text: '', busy: false, problem: null };
}

async function refreshRows({ tell = true } = {}) {
  state.rows = await outbox.rows();
  state.sending = sender.isSending() && state.rows.some((row) => row.state === 'sent' && !row.later);
  update();
  if (tell) tabs.postMessage('rows');
}

function problemText(e) {
  const { locale } = state;
  if (e instanceof Unreachable) return locale.t('line.noAnswer');
  if (!(e instanceof Refused)) throw e;
  const key = `problem.${e.code}`;
  return locale.has(key) ? locale.t(key) : locale.t('problem.unknown', { code: e.code });
}

/** The row of an operation of this till. */
function rowOf(op, label, entry = newId()) {
  return { till: state.shift.till, op: { ...op, operator: state.shift.operator }, label, entry };
}

/** Whether something that it has to follow still waits. */
function mustWait(op, more = []) {
  const subjects = new Set([...subjectsOf(op), ...more]);
  return state.rows.some(
    (row) => row.till === state.shift.till && row.state !== 'refused' && !row.later && subjectsOf(row.op).some((one) => subjects.has(one)),
  );
}

async function perform(row, more) {
  try {
    return await line.perform(row, mustWait(row.op, more));
  } finally {
    await refreshRows();
    if (line.isOnline() && state.rows.some((one) => one.state === 'waiting')) sender.go();
  }
}

function note(entry) {
  state.shift.today.unshift({ at: Date.now(), ...entry });
  keepShift(state.shift);
}

function amend(key, changes) {
  const found = state.shift?.today.find((entry) => entry.key === key);
  if (found) {
    Object.assign(found, changes);
    keepShift(state.shift);
  }
}

/** What became of operations that waited, also those of another tab. */
async function takeNews(news) {
  if (!state.shift) return;
  const isOurs = (one) => state.shift.today.some((entry) => entry.key === one.entry);
  for (const one of news.filter(isOurs)) {
    amend(one.entry, {
      status: one.status === 'refused' ? 'refused' : 'booked',
      result: one.status,
      problem: one.problem?.code ?? null,
    });
    const entry = state.shift.today.find(({ key }) => key === one.entry);
    if (one.type === 'void' && one.status !== 'refused') markVoided(entry.subject);
    if (one.type === 'refund' && one.status !== 'refused') await markRefunded(entry.subject);
    if (one.type === 'purchase' && one.status !== 'refused') await markEarned(entry);
  }
  const refused = news.filter(({ status }) => status === 'refused').length;
  const { locale } = state;
  say(refused ? locale.t('queue.someRefused', { count: refused }) : locale.t('queue.allBooked', { count: news.length }));
  update();
}

async function markEarned(entry) {
  const told = await line.send('GET', `/v1/purchases/${encodeURIComponent(entry.id)}`).catch(() => null);
  if (told) amend(entry.key, { points: told.body.earned.points, pending: told.body.earned.status === 'pending' });
}

function purchaseOfToday(id) {
  return state.shift.today.find((entry) => entry.type === 'purchase' && (entry.id === id || `${state.shift.till}:${entry.id}` === id));
}

function markVoided(id) {
  const entry = purchaseOfToday(id);
  if (entry) amend(entry.key, { voided: true });
}

async function markRefunded(id) {
  const entry = purchaseOfToday(id);
  if (!entry) return;
  const told = await line.send('GET', `/v1/purchases/${encodeURIComponent(id)}`).catch(() => null);
  if (told) amend(entry.key, { refunded: told.body.refunds.reduce((sum, refund) => sum + refund.total.amount, 0) });
}

// ── The shift ──

async function start(key, operator) {
  const { locale } = state;
  const fault = !looksLikeKey(key) ? 'start.key.shape' : !OPERATOR.test(operator) ? 'start.operator.shape' : null;
  if (fault) {
    focusOn(fault.startsWith('start.key') ? 'key' : 'operator');
    update({ start: { ...state.start, problem: fault } });
    return;
  }
  update({ start: { ...state.start, key, busy: true, problem: null } });
  let problem = null;
  try {
    const { body: who } = await call('GET', '/v1/key', { token: key });
    problem = objection(who);
    if (!problem) {
      state.shift = beginShift(key, operator, who);
      state.online = true;
      state.start = { key: '', fromLink: false, problem: null, busy: false };
      state.notice = null;
      begin();
      return;
    }
  } catch (e) {
    problem = e instanceof Unreachable || e.status >= 500 ? 'start.noNetwork' : e.status === 401 ? 'start.key.wrong' : 'start.key.refused';
  }
  focusOn('key');
  say(locale.t(problem));
  update({ start: { key, fromLink: false, busy: false, problem } });
}

async function begin() {
  applyBrand(state.shift.who.program.brand.color);
  state.sale = freshSale();
  focusOn('find');
  update();
  await refreshRows();
  if (state.shift.hold) await giveUpHold(state.shift.hold);
  await line.ask();
  await sender.go();
}

function finish(reason) {
  endShift();
  scanner.forget();
  Object.assign(state, {
    shift: null,
    sale: null,
    dialog: null,
    tab: 'sale',
    notice: reason ? { text: state.locale.t(reason) } : null,
    start: { key: '', fromLink: false, problem: null, busy: false },
  });
  focusOn('key');
  update();
}

// ── The customer ──

async function find(text) {
  const name = understood(text);
  if (!name) {
    focusOn('find');
    sale({ text, problem: { text: state.locale.t('find.notUnderstood') } });
    return;
  }
  sale({ text, busy: true, problem: null, member: null });
  if (!state.online) {
    open(unknownMember(name));
    return;
  }
  try {
    const { body } = await line.send('POST', '/v1/members/lookup', { body: { member: { [name.type]: name.value } } });
    open(knownMember(body, name));
  } catch (e) {
    if (e instanceof Unreachable) {
      open(unknownMember(name));
      return;
    }
    focusOn('find');
    const nobody = e.code === 'member-not-found';
    const problem = { text: nobody ? state.locale.t(`find.nobody.${name.type}`) : problemText(e), enrol: nobody && name.type !== 'memberCode' ? name : null };
    say(problem.text);
    sale({ busy: false, problem });
  }
}

function knownMember(body, name) {
  return { ...body, named: lasting(name), presence: body.presence ?? null };
}

/** As named by somebody who could not ask. */
function unknownMember(name) {
  return { named: lasting(name), memberId: null, presence: null };
}

function memberName(member) {
  return member.memberId ? { memberId: member.memberId } : { [member.named.type]: member.named.value };
}

function subjectsOfMember({ named, cardNumber }) {
  return [named?.value, cardNumber].filter(Boolean);
}

function open(member, more = {}) {
  focusOn('amount');
  state.tab = 'sale';
  const { locale } = state;
  say(member.memberId ? locale.t('member.opened', { name: member.name ?? locale.t('member.card') }) : locale.t('member.offline'));
  sale({
    stage: 'member',
    text: '',
    busy: false,
    problem: null,
    member,
    amount: 0,
    receipt: newReceipt(),
    quote: null,
    hold: null,
    offlinePoints: 0,
    paying: null,
    done: null,
    ...more,
  });
}

/** The line is back while a customer is served whom nobody could look up. */
async function recognise() {
  const { member } = state.sale;
  try {
    const { body } = await line.send('POST', '/v1/members/lookup', { body: { member: memberName(member) } });
    if (state.sale.member === member && !mustWait({ member: memberName(member) })) {
      sale({ member: knownMember(body, member.named), offlinePoints: 0 });
      askQuote();
    }
  } catch {
    // It goes on as it began: by the name as typed.
  }
}

async function enrol(fields) {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
  const named = ['cardNumber', 'phone', 'email'].find((type) => given[type]);
  if (!state.online && !named) {
    focusOn('phone');
    sale({ problem: { text: state.locale.t('enrol.needsName') } });
    return;
  }
  const enrolmentId = JSON.stringify(given) === state.sale.enrolled?.asked ? state.sale.enrolled.id : newId();
  sale({ busy: true, problem: null, enrolled: { id: enrolmentId, asked: JSON.stringify(given) } });
  const row = rowOf({ type: 'enrolment', enrolmentId, ...given }, {});
  try {
    const answer = await perform(row, []);
    note({ key: row.entry, type: 'enrolment', id: enrolmentId, status: answer ? 'booked' : 'waiting' });
    const name = named ? { type: named, value: given[named] } : { type: 'cardNumber', value: answer.body.cardNumber };
    open(answer ? knownMember(answer.body, name) : { ...unknownMember(name), enrolling: true }, { welcome: true });
  } catch (e) {
    focusOn('problem');
    const taken = e.code === 'identifier-taken';
    sale({ busy: false, problem: { text: fieldText(e), openTaken: taken ? given : null } });
  }
}

function fieldText(e) {
  const pointer = e.errors?.[0]?.pointer?.slice(1);
  const key = `enrol.fault.${pointer}`;
  return pointer && state.locale.has(key) ? state.locale.t(key) : problemText(e);
}

async function openTaken(given) {
  for (const type of ['phone', 'email', 'cardNumber']) {
    if (!given[type]) continue;
    try {
      const { body } = await line.send('POST', '/v1/members/lookup', { body: { member: { [type]: given[type] } } });
      open(knownMember(body, { type, value: given[type] }));
      return;
    } catch (e) {
      if (e.code !== 'member-not-found') {
        sale({ problem: { text: problemText(e) } });
        return;
      }
    }
  }
}

// ── The sale ──

function money(amount) {
  return { amount, currency: state.shift.who.program.currency };
}

function askQuote() {
  clearTimeout(quoteTimer);
  const { amount, member, hold } = state.sale;
  const number = ++quoteNumber;
  if (!amount || !member?.memberId || !state.online) {
    sale({ quote: null });
    return;
  }
  quoteTimer = setTimeout(async () => {
    try {
      const asked = member.presence && !hold ? { presence: member.presence } : { memberId: member.memberId };
      const { body } = await line.send('POST', '/v1/quotes', {
        body: { member: asked, total: money(amount), paidWith: hold ? [hold.id] : [] },
      });
      if (number === quoteNumber) sale({ quote: { ...body, amount } });
    } catch (e) {
      if (number === quoteNumber && member.presence && e.code === 'member-not-found') {
        state.sale.member = { ...member, presence: null };
        askQuote();
      } else if (number === quoteNumber) sale({ quote: null, problem: e instanceof Refused ? { text: problemText(e) } : null });
    }
  }, QUOTE_PAUSE_MILLIS);
}

async function holdPoints(points) {
  const { member } = state.sale;
  const redemptionId = newId();
  const named = member.presence ? { presence: member.presence } : memberName(member);
  keepHold({ id: redemptionId, points });
  sale({ busy: true, problem: null });
  try {
    const { body } = await line.send('POST', '/v1/redemptions', {
      body: { redemptionId, member: named, points, hold: {}, operator: state.shift.operator },
    });
    const hold = { id: redemptionId, points, value: body.value, expiresAt: body.expiresAt };
    keepHold(hold);
    focusOn('book');
    say(state.locale.t('hold.held', { count: points }));
    sale({ busy: false, hold, paying: null, member: { ...state.sale.member, balance: body.balance } });
    askQuote();
  } catch (e) {
    if (e instanceof Refused) {
      keepHold(null);
      focusOn('points');
      const balance = e.problem.balance ?? state.sale.member.balance;
      sale({ busy: false, problem: { text: problemText(e) }, member: { ...state.sale.member, balance } });
    } else {
      await giveUpHold({ id: redemptionId, points });
      focusOn('amount');
      sale({ busy: false, paying: null, problem: { text: state.locale.t('hold.unknown') } });
    }
  }
}

/** Points must never stay reserved for a sale that nobody goes on with; voiding works whether or not the hold ever came. */
async function giveUpHold(hold) {
  const row = rowOf({ type: 'void', redemption: hold.id }, { points: hold.points });
  try {
    await perform(row, []);
  } catch {
    // It has ended by itself.
  }
  keepHold(null);
}

function keepHold(hold) {
  if (!state.shift) return;
  state.shift.hold = hold;
  keepShift(state.shift);
}

async function releaseHold() {
  const { hold, member } = state.sale;
  sale({ busy: true, hold: null });
  await giveUpHold(hold);
  if (state.sale.member !== member) return;
  focusOn('amount');
  const balance = { ...member.balance, available: member.balance.available + hold.points, held: member.balance.held - hold.points };
  sale({ busy: false, member: { ...member, balance } });
  askQuote();
}

async function book() {
  const current = state.sale;
  const { amount, member, receipt, hold, offlinePoints } = current;
  const { locale } = state;
  if (!amount || current.busy) return;
  if (!RECEIPT.test(receipt)) {
    focusOn('receipt');
    sale({ problem: { text: locale.t('sale.receipt.shape') } });
    return;
  }
  sale({ busy: true, problem: null });
  const about = subjectsOfMember(member);
  const occurredAt = current.occurredAt ?? new Date().toISOString();
  state.sale.occurredAt = occurredAt;
  const redemptionId = hold?.id ?? (offlinePoints ? (current.spent ?? newId()) : null);
  const spent = hold?.points ?? offlinePoints ?? 0;
  let row;
  try {
    if (offlinePoints) {
      await perform(rowOf({ type: 'redemption', redemptionId, member: memberName(member), points: offlinePoints }, { points: offlinePoints }), about);
      state.sale.spent = redemptionId;
    }
    keepHold(null);
    row = rowOf(
      {
        type: 'purchase',
        purchaseId: receipt,
        member: memberName(member),
        total: money(amount),
        occurredAt,
        ...(redemptionId ? { paidWith: [redemptionId] } : {}),
      },
      { receipt, amount, points: spent },
    );
    const answer = await perform(row, about);
    const earned = answer?.body.earned;
    note({
      key: row.entry,
      type: 'purchase',
      id: receipt,
      amount,
      spent,
      points: earned?.points ?? null,
      pending: earned?.status === 'pending',
      status: answer ? 'booked' : 'waiting',
    });
    focusOn('next');
    say(answer ? locale.t('done.booked', { count: earned.points }) : locale.t('done.kept'));
    sale({ stage: 'done', busy: false, done: { kept: !answer, receipt, amount, spent, earned, balance: answer?.body.balance, tier: answer?.body.tier } });
  } catch (e) {
    if (hold) keepHold(hold);
    const receiptUsed = e.code === 'operation-id-reused';
    focusOn(receiptUsed ? 'receipt' : 'amount');
    sale({ busy: false, occurredAt: null, problem: { text: receiptUsed ? locale.t('sale.receipt.used') : problemText(e) } });
  }
}

async function next() {
  const { stage, hold, spent } = state.sale;
  const points = stage === 'member' && (hold ?? (spent ? { id: spent } : null));
  focusOn('find');
  state.sale = freshSale();
  state.dialog = null;
  say('');
  update({ tab: 'sale' });
  if (points) await giveUpHold(points);
}

// ── Afterwards ──

async function voidPurchase(entry) {
  dialog({ busy: true, problem: null });
  const row = rowOf({ type: 'void', purchase: entry.id }, { receipt: entry.id, amount: entry.amount });
  try {
    const answer = await perform(row, []);
    note({ key: row.entry, type: 'void', subject: entry.id, amount: entry.amount, status: answer ? 'booked' : 'waiting' });
    if (answer) markVoided(entry.id);
    else amend(entry.key, { voiding: true });
    say(state.locale.t(answer ? 'void.done' : 'void.kept'));
    update({ dialog: null });
  } catch (e) {
    dialog({ busy: false, problem: problemText(e) });
  }
}

/** What is left of a purchase, as far as anybody can tell. */
async function openRefund(entry) {
  const left = entry ? entry.amount - (entry.refunded ?? 0) : 0;
  focusOn(entry ? 'amount-back' : 'purchase');
  update({ dialog: { type: 'refund', id: entry?.id ?? '', known: Boolean(entry), amount: left, left: entry ? left : null, busy: false, problem: null } });
  if (entry && !mustWait({ type: 'refund', purchase: entry.id })) await lookUpPurchase(entry.id);
}

async function lookUpPurchase(id) {
  if (!OPERATION.test(id)) return;
  try {
    const { body } = await line.send('GET', `/v1/purchases/${encodeURIComponent(id)}`);
    if (state.dialog?.type !== 'refund' || state.dialog.id !== id) return;
    const voided = body.status === 'voided';
    const left = voided ? 0 : body.total.amount - body.refunds.reduce((sum, refund) => sum + refund.total.amount, 0);
    dialog({ left, amount: state.dialog.touched ? state.dialog.amount : left, total: body.total?.amount, problem: voided ? state.locale.t('problem.operation-voided') : null });
  } catch (e) {
    if (state.dialog?.type === 'refund' && state.dialog.id === id && e instanceof Refused) dialog({ problem: problemText(e) });
  }
}

async function refund() {
  const { id, amount, refundId = newId(), occurredAt = new Date().toISOString() } = state.dialog;
  const { locale } = state;
  if (!OPERATION.test(id)) {
    focusOn('purchase');
    dialog({ problem: locale.t('refund.id.shape') });
    return;
  }
  if (!amount) {
    focusOn('amount-back');
    dialog({ problem: locale.t('refund.amount.missing') });
    return;
  }
  dialog({ busy: true, problem: null });
  const row = rowOf({ type: 'refund', refundId, purchase: id, total: money(amount), occurredAt }, { receipt: id, amount });
  try {
    const answer = await perform(row, []);
    const { clawedBack, restored } = answer?.body ?? {};
    note({ key: row.entry, type: 'refund', id: refundId, subject: id, amount, clawedBack, restored, status: answer ? 'booked' : 'waiting' });
    const entry = purchaseOfToday(id);
    if (entry) amend(entry.key, { refunded: (entry.refunded ?? 0) + amount });
    focusOn('close');
    say(locale.t(answer ? 'refund.done' : 'refund.kept'));
    dialog({ busy: false, done: answer ? { clawedBack, restored } : 'kept' });
  } catch (e) {
    focusOn('amount-back');
    dialog({ busy: false, problem: problemText(e) });
  }
}

// ── What waits ──

async function sendAgain(row, changes = {}) {
  const op = { ...row.op, ...changes };
  await outbox.change([[row.n, { state: 'waiting', op, problem: null, batch: null, index: null }]]);
  amend(row.entry, { status: 'waiting', problem: null });
  await refreshRows();
  await sender.go();
}

async function dismiss(row) {
  await outbox.remove(row.n);
  focusOn('queue');
  await refreshRows();
}

async function scan() {
  const stop = new AbortController();
  focusOn('close');
  update({ dialog: { type: 'camera', problem: null, stop } });
  try {
    const text = await readCode(root.querySelector('video'), stop.signal);
    if (text) {
      update({ dialog: null });
      await find(text);
    }
  } catch (e) {
    if (state.dialog?.type === 'camera') dialog({ problem: state.locale.t(e.name === 'NotAllowedError' ? 'camera.forbidden' : 'camera.none') });
  }
}

const actions = {
  start,
  typedKey: () => state.start.problem && update({ start: { ...state.start, problem: null } }),
  language(language) {
    chooseLanguage(language);
    state.locale = createLocale(CATALOGUES);
    update();
  },
  tab(tab) {
    if (tab === 'sale' && state.tab !== 'sale') focusOn(state.sale.stage === 'find' ? 'find' : state.sale.stage === 'member' ? 'amount' : 'next');
    update({ tab });
  },
  find(text) {
    const busySale = state.sale.stage === 'member' && (state.sale.amount || state.sale.hold);
    const name = understood(text);
    if (busySale && name && lasting(name).value === state.sale.member.cardNumber) {
      prove(name);
      return;
    }
    if (busySale) {
      sale({ problem: { text: state.locale.t('find.finishFirst') } });
      return;
    }
    find(text);
  },
  typing: (text) => sale({ text, problem: null }),
  newCustomer(name) {
    focusOn('name');
    const given = name ? { [name.type]: name.value } : {};
    sale({ stage: 'enrol', problem: null, given });
  },
  enrol,
  openTaken,
  scan,
  amount(amount) {
    if (amount > MOST_AMOUNT || state.sale.busy || state.sale.hold) return;
    sale({ amount, offlinePoints: 0, problem: null });
    askQuote();
  },
  receipt: (receipt) => sale({ receipt: receipt.trim(), problem: null }),
  pay() {
    focusOn('points');
    const { redeem } = state.shift.who.program;
    const most = state.sale.quote?.redeem?.maxPoints ?? redeem.offlineMaxPoints ?? 0;
    sale({ paying: { points: most, most } });
  },
  points: (points) => sale({ paying: { ...state.sale.paying, points }, problem: null }),
  stopPaying() {
    focusOn('amount');
    sale({ paying: null, problem: null });
  },
  hold: holdPoints,
  payOffline(points) {
    focusOn('book');
    sale({ offlinePoints: points, paying: null });
  },
  releaseHold,
  book,
  next,
  askVoid: (entry) => update({ dialog: { type: 'void', entry, busy: false, problem: null } }),
  voidPurchase,
  openRefund,
  refundOf(id) {
    dialog({ id, left: null, problem: null });
    lookUpPurchase(id);
  },
  refundAmount: (amount) => amount <= MOST_AMOUNT && dialog({ amount, touched: true, problem: null }),
  refund,
  sendAgain,
  dismiss,
  sendNow: () => line.ask(),
  askEnd: () => update({ dialog: { type: 'end' } }),
  async end() {
    if (state.shift.hold) await giveUpHold(state.shift.hold);
    finish(null);
  },
  closeDialog() {
    state.dialog?.stop?.abort();
    update({ dialog: null });
  },
  closeNotice: () => update({ notice: null }),
};

/** A code for the customer who is served already: it may be what spending needs. */
async function prove(name) {
  try {
    const { body } = await line.send('POST', '/v1/members/lookup', { body: { member: { [name.type]: name.value } } });
    sale({ member: knownMember(body, name), problem: null });
    askQuote();
  } catch (e) {
    sale({ problem: { text: e.code === 'member-not-found' ? state.locale.t(`find.nobody.${name.type}`) : problemText(e) } });
  }
}

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !state.shift || state.dialog || event.defaultPrevented) return;
  event.preventDefault();
  if (state.sale.paying) actions.stopPaying();
  else if (!state.sale.busy) next();
});

setInterval(() => {
  state.now = Date.now();
  if (state.shift && millisLeft(state.shift) <= 0) {
    finish('start.over');
    return;
  }
  const hold = state.sale?.hold;
  if (hold && Date.parse(hold.expiresAt) <= state.now && !state.sale.busy) {
    keepHold(null);
    sale({ hold: null, problem: { text: state.locale.t('hold.over') } });
    askQuote();
  }
  if (state.shift && line.isOnline() && state.rows.some((row) => row.till === state.shift.till && (row.state === 'waiting' || row.later || outbox.isCutOff(row)))) sender.go();
  update();
}, LOOK_MILLIS);

addEventListener('pagehide', () => state.dialog?.stop?.abort());

applyBrand(sentColor());
const brought = keyOfLink();
if (brought && !state.shift) Object.assign(state.start, { key: brought, fromLink: true });
if (state.shift) begin();
else {
  focusOn(state.start.fromLink ? 'operator' : 'key');
  update();
  refreshRows({ tell: false });
}
keepPage('/till').catch(() => {});
navigator.storage?.persist?.().catch(() => {});
