/** The queues: how deep they are, what lies in them longest, and what can be done with them. */
import { at, local, parsed } from './api.js';
import { h } from './dom.js';
import { code, number, span } from './format.js';
import { ask, field, figures, filterField, grid, listHead, matches, none, opener, pane, part, split, tag } from './parts.js';
import { act, link, store } from './store.js';

let filter = '';
let detail = null;

const COLUMNS = [
  { label: 'Queue', look: 'name', cell: (row) => [opener('queues', row.name), ' ', kinds(row)], by: (row) => row.name },
  { label: 'Visible', look: 'num', cell: visible, by: (row) => row.visible },
  { label: 'In flight', look: 'num', cell: (row) => depth(row.inFlight), by: (row) => row.inFlight },
  { label: 'Delayed', look: 'num mid', cell: (row) => depth(row.delayed), by: (row) => row.delayed },
  { label: 'Calls', look: 'wide', cell: (row) => row.calls.join(', ') },
];

const STATES = { VISIBLE: '', IN_FLIGHT: 'in flight', DELAYED: 'delayed' };
const isDead = (queue) => queue.deadLettersOf.length > 0;

function kinds(queue) {
  return [queue.fifo && tag('FIFO'), isDead(queue) && tag('dead letters', queue.visible ? 'bad' : null)];
}

function visible(queue) {
  return isDead(queue) && queue.visible ? h('b', { class: 'bad' }, number(queue.visible)) : depth(queue.visible);
}

function depth(count) {
  return count ? number(count) : h('span', { class: 'dim' }, '0');
}

/** How many messages were given up. */
export function deadLetters() {
  return (store.queues ?? []).filter(isDead).reduce((total, queue) => total + queue.visible, 0);
}

export async function load({ name }) {
  if (!store.queues.some((each) => each.name === name)) return;
  const { messages } = await local(`queues/${at(name)}/messages`);
  detail = { name, messages };
}

export function show({ name }) {
  const rows = store.queues;
  return split('queues', [
    listHead('Queues', rows.length, filterField('Filter queues', filter, (text) => { filter = text; })),
    grid({ view: 'queues', label: 'Queues', columns: COLUMNS, rows: rows.filter((row) => matches(filter, row.name)), empty: rows.length ? 'No name has these words.' : 'The template has no queues.' }),
  ], name && chosen(rows.find((row) => row.name === name), name));
}

function chosen(queue, name) {
  if (!queue) return pane('queues', name, null, none('The template has no such queue.'));
  const messages = detail?.name === name ? detail.messages : null;
  return pane('queues', name, [...kinds(queue), ` hidden for ${queue.visibilitySeconds} s once received`],
    figures(
      ['Visible', number(queue.visible), isDead(queue) && queue.visible ? 'bad' : null],
      ['In flight', number(queue.inFlight)],
      ['Delayed', number(queue.delayed)],
    ),
    part('Where its messages go', h('ul', { class: 'callers' },
      queue.calls.map((id) => h('li', null, h('span', { class: 'dim' }, 'to '), h('a', { href: link('functions', id) }, id))),
      queue.deadLetters && h('li', null, h('span', { class: 'dim' }, `after ${queue.mostReceives} receives to `), h('a', { href: link('queues', queue.deadLetters) }, queue.deadLetters)),
      queue.deadLettersOf.map((source) => h('li', null, h('span', { class: 'dim' }, 'given up by '), h('a', { href: link('queues', source) }, source))),
      !queue.calls.length && !queue.deadLetters && !isDead(queue) && h('li', null, none('Nowhere, until somebody receives them.'))),
      h('p', { class: 'buttons' },
        queue.deadLettersOf.map((source) => h('button', { type: 'button', onclick: () => redrive(name, source) }, `Redrive to ${source}`)),
        h('button', { type: 'button', class: 'danger', onclick: () => purge(name) }, 'Purge …'))),
    part('Oldest messages', messages === null ? none('…') : messages.length ? h('ol', { class: 'items' }, messages.map(message)) : none('It is empty.')),
    part('Send a message', sendForm(queue)));
}

function message({ id, body, cut, state, receiveCount, sentAt, attributes, ...more }) {
  const age = span(Math.max(0, (Date.now() - Date.parse(sentAt)) / 1000));
  const facts = [`${age} old`, `received ${number(receiveCount)} ×`, STATES[state]].filter(Boolean).join(' · ');
  return h('li', { key: id }, h('details', null,
    h('summary', null, h('span', { class: 'first' }, h('code', null, body.slice(0, 200))), h('span', { class: 'dim' }, facts)),
    h('dl', { class: 'pairs' }, pair('id', id), pair('sentAt', sentAt), Object.entries(more).map(([name, value]) => pair(name, value)), attributePairs(attributes)),
    code(body, { 'aria-label': `Body of ${id}` }),
    cut && none('Only its beginning is shown.')));
}

function attributePairs(attributes) {
  return Object.entries(parsed(attributes) ?? {}).map(([name, value]) => pair(name, typeof value === 'string' ? value : JSON.stringify(value)));
}

function pair(name, value) {
  return h('div', null, h('dt', null, name), h('dd', null, value));
}

async function purge(name) {
  if (await ask(`Purge ${name}?`, 'All its messages are deleted. They do not come back.', 'Purge')) {
    await act(() => local(`queues/${at(name)}/messages`, { method: 'DELETE' }), 'Purged.');
  }
}

function redrive(name, to) {
  return act(() => local(`queues/${at(name)}/redrive`, { method: 'POST', body: { to } }), `Its messages go back to ${to}.`);
}

function sendForm(queue) {
  return h('form', { class: 'stack', onsubmit: (event) => send(event, queue) },
    field('Body', h('textarea', { name: 'body', rows: 4, required: true, spellcheck: 'false', class: 'mono' })),
    queue.fifo
      ? h('div', { class: 'row' },
          field('Group', h('input', { name: 'group', required: true, autocomplete: 'off', class: 'mono' })),
          field('Deduplication id', h('input', { name: 'deduplication', autocomplete: 'off', class: 'mono' }), 'a new one if empty'))
      : field('Delay', h('input', { name: 'delay', type: 'number', min: 0, max: 900, step: 1, class: 'short' }), 'seconds'),
    h('p', { class: 'buttons' }, h('button', { class: 'primary' }, 'Send')));
}

function send(event, queue) {
  event.preventDefault();
  const form = event.target;
  const { body, group, deduplication, delay } = Object.fromEntries(new FormData(form));
  const message = queue.fifo
    ? { body, group, deduplication: deduplication || crypto.randomUUID() }
    : { body, ...(delay ? { delay: parsed(delay) } : {}) };
  return act(() => local(`queues/${at(queue.name)}/messages`, { method: 'POST', body: message }), (sent) => {
    form.elements.body.value = '';
    return `Sent as ${sent.MessageId}.`;
  });
}
