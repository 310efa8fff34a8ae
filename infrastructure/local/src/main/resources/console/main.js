/** The page: where one is in it, what is asked of the cloud and how often, and the frame around it all. */
import { Gone, local } from './api.js';
import * as clock from './clock.js';
import { h, update } from './dom.js';
import * as faults from './faults.js';
import { number, time } from './format.js';
import * as functions from './functions.js';
import * as queues from './queues.js';
import * as routes from './routes.js';
import { connect, link, store } from './store.js';
import * as tables from './tables.js';

const VIEWS = { functions, queues, tables, routes, faults, clock };
const NAMES = { functions: 'Functions', queues: 'Queues', tables: 'Tables', routes: 'Routes', faults: 'Faults', clock: 'Clock' };
const EVERY_MILLIS = 2_000;
const root = h('div', { class: 'frame' });
let timer = 0;
let round = 0;

document.body.replaceChildren(root);
connect({ redraw, reload });
addEventListener('hashchange', arrive);
document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : reload()));
arrive();

function arrive() {
  const [view, name] = location.hash.slice(1).split(/\/(.*)/);
  const known = Object.hasOwn(VIEWS, view) ? view : 'functions';
  const before = store.place;
  store.place = { view: known, name: name ? decoded(name) : null };
  document.title = `${store.place.name ?? NAMES[known]} · Local cloud`;
  redraw();
  root.querySelector('nav [aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (before.name !== store.place.name || before.view !== known) land(before);
  reload();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// On to what was opened, or back to the row that it was opened from.
function land(before) {
  const pane = root.querySelector('.pane');
  if (pane && store.place.name) {
    pane.scrollTop = 0;
    pane.focus({ preventScroll: true });
    if (!matchMedia('(min-width: 1000px)').matches) scrollTo(0, 0);
  } else if (before.name && before.view === store.place.view) {
    [...root.querySelectorAll('a.open')].find((each) => each.getAttribute('href') === link(before.view, before.name))?.focus();
  }
}

/** Asks for everything that is on the screen, and again after a while as long as somebody looks. */
async function reload() {
  clearTimeout(timer);
  const mine = ++round;
  try {
    const [{ functions: all }, { queues: lines }, paths] = await Promise.all([local('functions'), local('queues'), store.routes ? null : local('routes')]);
    if (mine !== round) return;
    Object.assign(store, { functions: all, queues: lines, routes: paths?.routes ?? store.routes });
    await Promise.all([VIEWS[store.place.view].load(store.place), faults.load(), clock.load()]);
    if (mine !== round) return;
    store.goneSince = null;
  } catch (e) {
    if (mine !== round) return;
    if (e instanceof Gone) store.goneSince ??= Date.now();
    else console.error(e);
  }
  redraw();
  if (!document.hidden) timer = setTimeout(reload, EVERY_MILLIS);
}

function redraw() {
  update(root, sidebar(), h('main', { tabindex: '-1' }, store.functions ? VIEWS[store.place.view].show(store.place) : starting()), gone());
}

function starting() {
  return h('p', { class: 'page none', key: 'starting' }, 'Asking the cloud …');
}

function sidebar() {
  return h('header', { class: 'side' },
    h('a', { class: 'skip', href: link(store.place.view, store.place.name), onclick: skip }, 'Skip to the content'),
    h('h1', null, h('img', { src: '/_local/console/icon.svg', alt: '', width: 24, height: 24 }), h('span', null, 'Local cloud', h('small', null, store.about?.stack ?? ''))),
    h('nav', { 'aria-label': 'Sections' }, h('ul', null, Object.keys(VIEWS).map(tab))),
    state());
}

function skip(event) {
  event.preventDefault();
  root.querySelector('main').focus();
}

function tab(view) {
  const [text, look, meaning] = badge(view);
  return h('li', null, h('a', { href: link(view), 'aria-current': store.place.view === view ? 'page' : null },
    NAMES[view],
    text && h('span', { class: `badge ${look}`, title: meaning }, text, meaning && h('span', { class: 'unseen' }, ` ${meaning}`))));
}

function badge(view) {
  const bad = (count, meaning) => (count ? [number(count), 'bad', meaning] : []);
  switch (view) {
    case 'functions':
      return bad((store.functions ?? []).reduce((sum, { errors }) => sum + errors, 0), 'failed calls');
    case 'queues':
      return bad(queues.deadLetters(), 'dead letters');
    case 'faults':
      return faults.switchedOn() ? [number(faults.switchedOn()), 'warn', 'switched on'] : [];
    case 'clock':
      return clock.ahead() ? [clock.ahead(), 'warn', 'ahead'] : [];
    default:
      return [];
  }
}

function state() {
  const now = store.clock?.now;
  return h('p', { class: 'state' },
    h('span', { class: `dot ${store.goneSince ? 'off' : 'on'}`, 'aria-hidden': 'true' }),
    h('span', null, store.goneSince ? 'gone' : store.functions ? 'running' : '…'),
    h('span', { class: 'dim' }, store.about?.region ?? ''),
    now && h('time', { datetime: now }, time(now)));
}

function gone() {
  return h('p', { class: `gone ${store.goneSince ? '' : 'empty'}`, role: 'alert', key: 'gone' },
    store.goneSince ? `The cloud has not answered since ${time(store.goneSince)}. What is shown is from before; it is asked again every two seconds.` : '');
}
