/** The till: what is on the screen (desk.js, views/), what may be done there (actions/), and what happens by itself. */
import { applyBrand, sentColor } from '../shared/brand.js';
import { keepPage } from '../shared/installed.js';
import { createAfterwards } from './actions/afterwards.js';
import { createCustomer } from './actions/customer.js';
import { createQueue } from './actions/queue.js';
import { createSale } from './actions/sale.js';
import { createShift } from './actions/shift.js';
import { createDesk } from './desk.js';
import { createLine } from './line.js';
import { listenToScanner } from './scanner.js';
import { keepShift, keyOfLink } from './shift.js';
import { createToday } from './today.js';

const LOOK_MILLIS = 15_000;

const actions = {};
const desk = createDesk(actions);
const { state, update } = desk;
const line = createLine({ key: () => state.shift?.key, changed });
const today = createToday({ desk, line });
const queue = createQueue({ desk, line, today });
const sale = createSale({ desk, line, today, queue });
const customer = createCustomer({ desk, line, today, queue, sale });
const afterwards = createAfterwards({ desk, line, today, queue });
const shift = createShift({ desk, line, queue, sale });

Object.assign(actions, shift.actions, customer.actions, sale.actions, afterwards.actions, queue.actions, {
  language: desk.speak,
  tab(tab) {
    if (tab === 'sale' && state.tab !== 'sale') desk.focusOn({ find: 'find', member: 'amount' }[state.sale.stage] ?? 'next');
    update({ tab });
  },
  closeDialog() {
    state.dialog?.stop?.abort();
    update({ dialog: null });
  },
  closeNotice: () => update({ notice: null }),
});

function changed(online, who) {
  const turned = online !== state.online;
  state.online = online;
  if (who && state.shift) {
    state.shift.who = who;
    keepShift(state.shift);
  }
  if (turned) desk.say(desk.t(online ? 'line.back' : 'line.gone'));
  update();
  if (online) queue.send();
  if (!turned || state.sale?.stage !== 'member') return;
  if (online && !state.sale.member.memberId) customer.recognise();
  else sale.askQuote();
}

listenToScanner({
  before: () => ({ amount: state.sale?.amount, receipt: state.sale?.receipt }),
  scanned(text, before) {
    if (!state.shift || state.dialog) return false;
    if (state.sale.stage === 'member') Object.assign(state.sale, before);
    actions.find(text);
    return true;
  },
});

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !state.shift || state.dialog || event.defaultPrevented) return;
  event.preventDefault();
  sale.escape();
});

addEventListener('pagehide', () => state.dialog?.stop?.abort());

setInterval(() => {
  state.now = Date.now();
  shift.look();
  if (state.shift) {
    sale.look();
    queue.look();
  }
  update();
}, LOOK_MILLIS);

applyBrand(sentColor());
const brought = keyOfLink();
if (state.shift) shift.goOn();
else {
  state.start = { ...state.start, key: brought, fromLink: brought !== '' };
  desk.focusOn(brought ? 'operator' : 'key');
  update();
  queue.refresh({ tell: false });
}
keepPage('/till').catch(() => {});
navigator.storage?.persist?.().catch(() => {});
