/** The wallet: a model, what may be done to it, and a view that follows from it. */
import { render } from 'lit-html';
import { call, Refused, Unreachable } from '../shared/api.js';
import { applyBrand, sentColor } from '../shared/brand.js';
import { forgetPage, keepPage } from '../shared/installed.js';
import { chooseLanguage, createLocale } from '../shared/locale.js';
import { climb } from './climb.js';
import { History } from './history.js';
import { Live } from './live.js';
import { memberCode } from './member-code.js';
import * as memory from './memory.js';
import ar from './messages/ar.json';
import de from './messages/de.json';
import en from './messages/en.json';
import { googlePass, keepApplePass, passesOf } from './passes.js';
import { Over, Session } from './session.js';
import { page } from './view/page.js';

/** Somebody has signed in or out meanwhile: an answer that comes now is for nobody any more. */
class Overtaken extends Error {}

const PAGE = '/wallet';
const SLOW_MILLIS = 4_000;
const GAIN_SHOWN_MILLIS = 6_000;

const root = document.getElementById('page');
const session = new Session();
const live = new Live(ask);
let locale = createLocale({ en, de, ar });
let link = takeLink();
let etag = null;
let signedIn = memory.signedIn();
let aheadMillis = 0;
let installPrompt = null;
let watched = null;
const ends = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && readOn(), { rootMargin: '200px' });

/** All that the page shows follows from this. */
const model = {
  screen: 'loading',
  slow: false,
  connection: 'asking',
  wallet: null,
  savedAtMillis: 0,
  nowMillis: Date.now(),
  shownPoints: 0,
  gained: 0,
  /** Nothing where no seed is good any more, undefined before it has been looked. */
  code: undefined,
  history: new History(),
  passes: [],
  passFailed: false,
  installable: false,
  sessions: [],
  leaving: false,
  asking: false,
};

const actions = {
  again: () => live.start(),
  more: readOn,
  showCode() {
    document.getElementById('code').showModal();
    live.eager();
    stayAwake();
  },
  hideCode: () => document.getElementById('code').close(),
  codeClosed: () => live.eager(),
  async showMenu() {
    document.getElementById('menu').showModal();
    const [sessions, passes] = await Promise.all([
      quietly(async () => (await asked('GET', '/v1/wallet/sessions')).sessions, []),
      quietly(async () => passesOf(await session.token()), []),
    ]);
    set({ sessions, passes });
  },
  hideMenu: () => document.getElementById('menu').close(),
  menuClosed: () => set({ leaving: false, passFailed: false }),
  language(language) {
    chooseLanguage(language);
    locale = createLocale({ en, de, ar });
    speak();
    draw();
  },
  async install() {
    await installPrompt?.prompt();
    set({ installable: false });
  },
  applePass: () => pass(keepApplePass),
  googlePass: () => pass(googlePass),
  async endDevice(id) {
    model.sessions = await quietly(async () => {
      await asked('DELETE', `/v1/wallet/sessions/${encodeURIComponent(id)}`);
      return (await asked('GET', '/v1/wallet/sessions')).sessions;
    }, model.sessions);
    draw();
  },
  leave: () => set({ leaving: true }),
  stay: () => set({ leaving: false }),
  signOut,
};

applyBrand(sentColor());
speak();
open();

/** The token leaves the address bar, and the history, before anything else happens. */
function takeLink() {
  const token = location.hash.slice(1);
  if (location.hash || location.search) history.replaceState(null, '', PAGE);
  return token || null;
}

function open() {
  if (!link && !memory.ending.isDue()) recall();
  draw();
  setTimeout(() => set({ slow: true }), SLOW_MILLIS);
  setInterval(tick, 1_000);
  addEventListener('offline', () => set({ connection: 'offline' }));
  addEventListener('hashchange', () => {
    link = takeLink();
    if (link) live.start();
  });
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installPrompt = event;
    set({ installable: true });
  });
  addEventListener('storage', overtaken);
  addEventListener('pageshow', overtaken);
  document.addEventListener('visibilitychange', tick);
  keepPage(PAGE).catch(() => {});
  live.start();
}

/** One question to the interface, and what it comes to. */
async function ask() {
  const brought = link;
  set({ asking: true });
  try {
    const changed = await refresh(brought);
    model.connection = 'live';
    return changed ? 'changed' : 'same';
  } catch (e) {
    return failed(e, brought);
  } finally {
    set({ asking: false });
  }
}

async function refresh(brought) {
  if (memory.ending.isDue()) await session.end(memory.ending);
  if (brought) {
    await session.begin(brought, begun);
    if (link === brought) link = null;
  }
  overtaken();
  if (model.screen === 'signed-out') throw new Over('signed out here');
  const mine = signedIn;
  const answer = await opened();
  if (isOvertaken() || signedIn !== mine) throw new Overtaken();
  aheadMillis = answer.aheadMillis;
  model.savedAtMillis = answer.dateMillis;
  const changed = answer.status !== 304;
  if (changed) {
    etag = answer.etag;
    celebrate(answer.body);
    model.history.take(answer.body.recent);
    show(answer.body, answer.dateMillis);
  }
  keep();
  return changed;
}

/** A link was changed for a session, perhaps another member's. */
function begun() {
  memory.begin();
  forgetShown();
  signedIn = memory.signedIn();
  model.screen = 'loading';
}

/** Another tab may have signed in or out, also while this one was frozen: then what is here is not for who looks now. */
function overtaken() {
  if (!isOvertaken()) return;
  session.drop();
  forgetShown();
  signedIn = memory.signedIn();
  model.screen = signedIn ? 'loading' : 'signed-out';
  recall();
  draw();
  live.start();
}

function isOvertaken() {
  return memory.signedIn() !== signedIn;
}

/** A token that the server does not take any more, though it is young, is tried anew once. */
async function opened() {
  try {
    return await call('GET', '/v1/wallet', { token: await session.token(), etag });
  } catch (e) {
    if (!(e instanceof Refused && e.status === 401)) throw e;
    await session.renew();
    return call('GET', '/v1/wallet', { token: await session.token(), etag });
  }
}

function failed(e, brought) {
  if (e instanceof Overtaken || isOvertaken() || link !== brought) return 'changed';
  if (e instanceof Over || (e instanceof Refused && e.status === 401)) {
    if (model.screen === 'signed-out' && !brought) return 'over';
    const before = model.wallet ? 'ended' : brought ? 'link-over' : 'no-link';
    link = null;
    forgetAll();
    set({ screen: before });
    return 'over';
  }
  if (!(e instanceof Refused || e instanceof Unreachable)) throw e;
  model.connection = e instanceof Refused ? 'failing' : 'offline';
  if (!model.wallet && model.screen !== 'signed-out') model.screen = model.connection;
  return 'failed';
}

function celebrate(wallet) {
  const gained = model.wallet ? wallet.balance.available - model.wallet.balance.available : 0;
  if (gained > 0 && wallet.recent[0]?.points > 0) {
    model.gained = gained;
    navigator.vibrate?.(30);
    setTimeout(() => set({ gained: 0 }), GAIN_SHOWN_MILLIS);
  }
}

function show(wallet, savedAtMillis) {
  const from = model.wallet ? model.shownPoints : wallet.balance.available;
  Object.assign(model, { screen: 'wallet', wallet, savedAtMillis });
  applyBrand(wallet.program.brand.color);
  climb(from, wallet.balance.available, (shownPoints) => set({ shownPoints }));
  tick();
}

function recall() {
  const kept = memory.recall();
  if (!kept) return;
  aheadMillis = kept.aheadMillis;
  etag = kept.etag;
  model.history = new History(kept.entries);
  show(kept.wallet, kept.savedAtMillis);
}

function keep() {
  if (!signedIn) memory.begin();
  signedIn = memory.signedIn();
  const { savedAtMillis, wallet, history } = model;
  memory.remember({ savedAtMillis, aheadMillis, etag, wallet, entries: history.entries });
}

/** Each second: codes change, holds end, what is shown grows older. */
async function tick() {
  if (document.visibilityState === 'hidden') return;
  model.nowMillis = Date.now() + aheadMillis;
  if (model.wallet) model.code = await memberCode(model.wallet, model.nowMillis);
  draw();
}

async function readOn() {
  if (model.history.state === 'loading') return;
  const { history } = model;
  const reading = session.token().then((token) => history.more(token));
  draw();
  await quietly(() => reading);
  if (model.history.state === 'more' && model.connection !== 'live') model.history.state = 'failed';
  draw();
}

/** The server is told now, or as soon as it can be. */
async function signOut() {
  forgetAll();
  memory.ending.note();
  set({ screen: 'signed-out' });
  await quietly(() => session.end(memory.ending));
  await forgetPage(PAGE);
}

function forgetAll() {
  memory.forget();
  signedIn = null;
  forgetShown();
}

function forgetShown() {
  etag = null;
  Object.assign(model, { wallet: null, code: undefined, history: new History(), sessions: [], passes: [], gained: 0 });
}

async function pass(make) {
  model.passFailed = false;
  const done = await quietly(async () => (await make(await session.token()), true), false);
  set({ passFailed: !done });
}

async function asked(method, path) {
  return (await call(method, path, { token: await session.token() })).body;
}

/** What is done beside the wallet itself and may fail: the next question tells why. */
async function quietly(work, otherwise) {
  try {
    return await work();
  } catch (e) {
    if (!(e instanceof Refused || e instanceof Unreachable || e instanceof Over)) throw e;
    return otherwise;
  }
}

async function stayAwake() {
  const lock = await navigator.wakeLock?.request('screen').catch(() => null);
  document.getElementById('code').addEventListener('close', () => lock?.release(), { once: true });
}

function speak() {
  document.documentElement.lang = locale.language;
  document.documentElement.dir = locale.direction;
}

function set(changes) {
  const screen = model.screen;
  Object.assign(model, changes);
  draw();
  if (model.screen !== screen && model.screen !== 'wallet') document.querySelector('h1')?.focus();
}

function draw() {
  render(page(model, locale, actions), root);
  watch(document.getElementById('more'));
}

/** The end of the history, when it comes near, is read on. */
function watch(end) {
  if (end === watched) return;
  watched = end;
  ends.disconnect();
  if (end) ends.observe(end);
}
