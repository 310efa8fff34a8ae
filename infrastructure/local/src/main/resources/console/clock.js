/** The cloud's clock, which can be moved forward. */
import { local } from './api.js';
import { h } from './dom.js';
import { day, seconds, span, time } from './format.js';
import { field, none, note, part } from './parts.js';
import { act, localIfThere, store } from './store.js';

const STEPS = [['An hour', 'PT1H'], ['A day', 'P1D'], ['A month', 'P30D']];

export async function load() {
  store.clock = await localIfThere('clock');
}

/** How far it is ahead, in words; nothing where it is not. */
export function ahead() {
  const offset = seconds(store.clock?.offset ?? 'PT0S');
  return offset ? `+ ${span(offset)}` : '';
}

export function show() {
  if (!store.clock) return page(none('The clock of this cloud cannot be moved.'));
  return page(
    h('p', { class: 'big' }, h('b', null, time(store.clock.now)), ' ', day(store.clock.now)),
    h('p', { class: 'lead' }, ahead() ? `${ahead()} ahead of this machine` : 'As on this machine'),
    note(),
    part('Move it forward', h('p', { class: 'buttons' },
      STEPS.map(([label, duration]) => h('button', { type: 'button', onclick: () => move(duration) }, label))),
      h('form', { class: 'stack', onsubmit: submit },
        h('div', { class: 'row end' },
          field('By', h('input', { name: 'duration', required: true, pattern: 'P.+', placeholder: 'P30D', autocomplete: 'off', spellcheck: 'false', class: 'mono short' }), 'ISO 8601, such as P1DT12H'),
          h('button', { class: 'primary' }, 'Move')))),
    h('p', { class: 'lead' }, 'It is not moved back: to begin anew, start the cloud with ', h('code', null, 'FRESH=1'), ' (', h('code', null, '--fresh'),
      '), which forgets what is kept. Functions run on the machine’s own clock: those that are to follow must add their environment variable ',
      h('code', null, 'CLOCK_OFFSET'), ', an ISO 8601 duration, to it.'));
}

function page(...children) {
  return h('div', { class: 'page', key: 'clock' }, h('h2', null, 'Clock'), children);
}

function submit(event) {
  event.preventDefault();
  return move(new FormData(event.target).get('duration').trim().toUpperCase());
}

function move(forward) {
  return act(() => local('clock', { method: 'POST', body: { forward }, patience: 60_000 }), ({ now }) => `It is ${time(now)}, ${day(now)}.`);
}
