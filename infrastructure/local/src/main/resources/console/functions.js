/** The functions: what they do, how they fare, and a call by hand. */
import { at, local, parsed } from './api.js';
import { h } from './dom.js';
import { activity, durations } from './drawings.js';
import { code, millis, number, time } from './format.js';
import { field, figures, filterField, grid, listHead, matches, none, opener, pane, part, split } from './parts.js';
import { act, draw, link, store } from './store.js';

const OUTCOMES = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timed out', THROTTLED: 'throttled' };
const PATIENCE_MILLIS = 930_000;
const payloads = new Map();
const answers = new Map();
let filter = '';
let detail = null;

const COLUMNS = [
  { label: 'Function', look: 'name', cell: (row) => opener('functions', row.name), by: (row) => row.name },
  { label: 'Last 5 minutes', look: 'drawing', cell: (row) => (row.calls ? activity(row) : null) },
  { label: 'Calls', look: 'num', cell: (row) => (row.calls ? number(row.calls) : h('span', { class: 'dim' }, '0')), by: (row) => row.calls },
  { label: 'Errors', look: 'num', cell: (row) => count(row.errors), by: (row) => row.errors },
  { label: 'Throttles', look: 'num wide', cell: (row) => count(row.throttles), by: (row) => row.throttles },
  { label: 'Median', look: 'num mid', cell: (row) => took(row.median), by: (row) => row.median },
  { label: '95th', look: 'num mid', cell: (row) => took(row.high), by: (row) => row.high },
  { label: 'Cold starts', look: 'num wide', cell: cold, by: (row) => row.coldStarts },
  { label: 'Processes', look: 'num wide', cell: processes, by: (row) => row.processes.running },
];

function count(value) {
  return value ? h('b', { class: 'bad' }, number(value)) : h('span', { class: 'dim' }, '0');
}

function took(value) {
  return value === undefined ? h('span', { class: 'dim' }, '–') : millis(value);
}

function cold(row) {
  return row.coldStarts ? [number(row.coldStarts), h('span', { class: 'dim' }, ` · ${millis(row.coldMedian)}`)] : h('span', { class: 'dim' }, '0');
}

function processes({ processes: { running, idle } }) {
  return running ? [number(running), h('span', { class: 'dim' }, idle ? `, ${idle} idle` : '')] : h('span', { class: 'dim' }, '0');
}

export async function load({ name }) {
  if (!store.functions.some((each) => each.id === name)) return;
  const path = `functions/${at(name)}`;
  const [calls, log] = await Promise.all([local(`${path}/calls`), local(`${path}/log`)]);
  detail = { name, calls: calls.calls, lines: log.lines };
}

export function show({ name }) {
  const rows = store.functions.map((row) => ({ ...row, name: row.id }));
  const shown = rows.filter((row) => matches(filter, row.id, row.handler));
  return split('functions', [
    listHead('Functions', rows.length, filterField('Filter functions', filter, (text) => { filter = text; })),
    grid({ view: 'functions', label: 'Functions', columns: COLUMNS, rows: shown, empty: rows.length ? 'No name has these words.' : 'The template has no functions.' }),
  ], name && chosen(rows.find((row) => row.name === name), name));
}

function chosen(row, name) {
  if (!row) return pane('functions', name, null, none('The template has no such function.'));
  const known = detail?.name === name ? detail : { calls: [], lines: [] };
  return pane('functions', name, [h('code', null, row.handler), ` · ${row.memory} MB · ${row.timeout} s`],
    figures(
      ['Calls', number(row.calls)],
      ['Errors', number(row.errors), row.errors ? 'bad' : null],
      ['Throttles', number(row.throttles), row.throttles ? 'bad' : null],
      ['Median', millis(row.median)],
      ['95th percentile', millis(row.high)],
      ['Cold starts', number(row.coldStarts)],
      ['Cold, median', millis(row.coldMedian)],
      ['Processes', processes(row)],
    ),
    part('Called by', h('ul', { class: 'callers' }, row.calledBy.map(caller), !row.calledBy.length && h('li', null, none('Nothing but whoever invokes it.')))),
    part('Latest calls', known.calls.length ? [durations(known.calls), callTable(known.calls)] : none('It has not been called since the cloud started.')),
    part('Log', known.lines.length ? logEnd(known.lines) : none('It has printed nothing.')),
    part('Invoke', invokeForm(name)));
}

function caller({ kind, name }) {
  const views = { route: 'routes', queue: 'queues', table: 'tables' };
  const kinds = { route: 'route', queue: 'queue', table: 'stream of', schedule: 'schedule' };
  return h('li', null, h('span', { class: 'dim' }, `${kinds[kind]} `), views[kind] ? h('a', { href: link(views[kind], name) }, name) : name);
}

function callTable(calls) {
  return h('div', { class: 'scroller', tabindex: '0', role: 'group', 'aria-label': 'Latest calls, as a table' },
    h('table', { class: 'small' },
      h('thead', null, h('tr', null, ['Began', 'Outcome', 'Took', 'Cold start'].map((label, i) => h('th', { scope: 'col', class: i > 1 ? 'num' : null }, label)))),
      h('tbody', null, calls.map((call) => h('tr', { key: call.startedAt + call.millis },
        h('td', null, time(call.startedAt)),
        h('td', { class: call.outcome === 'SUCCEEDED' ? 'good' : 'bad' }, OUTCOMES[call.outcome] ?? call.outcome),
        h('td', { class: 'num' }, millis(call.millis)),
        h('td', { class: 'num' }, call.coldStart ? millis(call.coldStart) : ''))))));
}

// The box is turned over, so that it stays at its end by itself.
function logEnd(lines) {
  return h('div', { class: 'log', tabindex: '0', role: 'log', 'aria-live': 'off', 'aria-label': 'The end of the log' }, h('div', null, lines.map(logLine)));
}

// Lambda's own lines have a type and a record where those of functions have a level and a message.
function logLine(line) {
  const entry = line.startsWith('{') ? parsed(line) : null;
  const { timestamp, level, message, time: told, type, record, ...rest } = entry ?? {};
  const instant = Date.parse(timestamp ?? told ?? '');
  if (Number.isNaN(instant)) return h('p', null, line);
  const looks = /WARN|ERROR|FATAL/.test(level) ? 'bad' : record ? 'dim' : null;
  const more = Object.entries({ ...flat(record ?? {}), ...rest });
  return h('p', { class: looks },
    h('span', { class: 'dim' }, `${time(instant)} `), h('b', null, level ?? type ?? ''), ' ', message ?? '', ' ',
    more.map(([name, value]) => [h('span', { class: 'dim' }, `${name}=`), typeof value === 'string' ? value : JSON.stringify(value), ' ']));
}

function flat(record) {
  const { metrics, ...rest } = record;
  return { ...rest, ...metrics };
}

function invokeForm(name) {
  const answer = answers.get(name);
  const busy = answer === 'waiting';
  return [
    h('form', { class: 'stack', onsubmit: (event) => invoke(event, name) },
      field('Payload', h('textarea', { name: 'payload', rows: 5, spellcheck: 'false', class: 'mono', oninput: (event) => payloads.set(name, event.target.value) }, payloads.get(name) ?? '{}'), 'JSON'),
      h('p', { class: 'buttons' }, h('button', { class: 'primary', 'aria-disabled': busy ? 'true' : null }, busy ? 'Waiting for the answer …' : 'Invoke'))),
    answer && !busy && h('div', { class: 'result', role: 'status' },
      h('p', null, h('b', { class: answer.failed ? 'bad' : 'good' }, answer.failed ? 'Failed' : 'Answered'), ` after ${millis(answer.millis)}`),
      code(answer.payload, { 'aria-label': 'What it answered' })),
  ];
}

function invoke(event, name) {
  event.preventDefault();
  if (answers.get(name) === 'waiting') return;
  answers.set(name, 'waiting');
  draw();
  act(async () => {
    try {
      const payload = payloads.get(name) ?? '{}';
      answers.set(name, await local(`functions/${at(name)}/invoke`, { method: 'POST', body: payload, patience: PATIENCE_MILLIS }));
    } catch (e) {
      answers.delete(name);
      throw e;
    }
  });
}
