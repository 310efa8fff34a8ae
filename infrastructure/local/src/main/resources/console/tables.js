/** The tables, and their items a page at a time. */
import { at, local, parsed } from './api.js';
import { h } from './dom.js';
import { bytes, code, number } from './format.js';
import { field, figures, grid, listHead, none, opener, pane, part, split, tag } from './parts.js';
import { refresh, store } from './store.js';

const COLUMNS = [
  { label: 'Table', look: 'name', cell: (row) => opener('tables', row.name), by: (row) => row.name },
  { label: 'Items', look: 'num', cell: (row) => number(row.items), by: (row) => row.items },
  { label: 'Size', look: 'num mid', cell: (row) => bytes(row.bytes), by: (row) => row.bytes },
  { label: 'Keys', look: 'mid', cell: (row) => h('code', null, keyText(row.keys)) },
  { label: 'Indexes', look: 'wide', cell: (row) => row.indexes.map((index) => index.name).join(', ') },
];

const EVERYTHING = Object.freeze({ index: '', partition: '', prefix: '', pages: [''] });
const searches = new Map();
let found = null;

const keyText = (keys) => keys.map((key) => key.name).join(', ');
const search = (name) => searches.get(name) ?? EVERYTHING;

export async function load({ name }) {
  store.tables = (await local('tables')).tables;
  if (!store.tables.some((each) => each.name === name)) return;
  const asked = search(name);
  const { index, partition, prefix, pages } = asked;
  const query = new URLSearchParams({ index, partition, prefix, from: pages.at(-1) });
  try {
    found = { name, asked, ...(await local(`tables/${at(name)}/items?${query}`)) };
  } catch (e) {
    if (!e.status) throw e;
    found = { name, asked, items: [], problem: e.message };
  }
}

export function show({ name }) {
  const rows = store.tables ?? [];
  return split('tables', [
    listHead('Tables', rows.length),
    grid({ view: 'tables', label: 'Tables', columns: COLUMNS, rows, empty: store.tables ? 'The template has no tables.' : '…' }),
  ], name && store.tables && chosen(rows.find((row) => row.name === name), name));
}

function chosen(table, name) {
  if (!table) return pane('tables', name, null, none('The template has no such table.'));
  const marks = [table.stream && tag(`stream ${table.stream}`), table.expiry && tag(`expires by ${table.expiry}`)];
  return pane('tables', name, marks,
    figures(['Items', number(table.items)], ['Size', bytes(table.bytes)]),
    part('Keys', h('ul', { class: 'callers' },
      h('li', null, h('span', { class: 'dim' }, 'table '), h('code', null, keyText(table.keys))),
      table.indexes.map((index) => h('li', null, h('span', { class: 'dim' }, `index ${index.name} `), h('code', null, keyText(index.keys)))))),
    part('Find', findForm(table)),
    part('Items', items(name)));
}

function findForm(table) {
  const { index } = search(table.name);
  const keys = table.indexes.find((each) => each.name === index)?.keys ?? table.keys;
  const [partition, sort] = keys;
  return h('form', { class: 'stack', onsubmit: (event) => find(event, table.name), onchange: (event) => choose(event, table.name) },
    h('div', { class: 'row' },
      table.indexes.length > 0 && field('In', h('select', { name: 'index' },
        h('option', { value: '' }, 'the table'),
        table.indexes.map((each) => h('option', { value: each.name }, `index ${each.name}`)))),
      field(partition.name, h('input', { name: 'partition', autocomplete: 'off', spellcheck: 'false', class: 'mono' }), 'exactly'),
      sort && field(sort.name, h('input', { name: 'prefix', autocomplete: 'off', spellcheck: 'false', class: 'mono' }), sort.type === 'N' ? 'exactly' : 'begins with')),
    h('p', { class: 'buttons' },
      h('button', { class: 'primary' }, 'Find'),
      h('button', { type: 'button', onclick: (event) => { event.target.form.reset(); go(table.name, EVERYTHING); } }, 'All items')));
}

function choose(event, name) {
  if (event.target.name === 'index') go(name, { ...EVERYTHING, index: event.target.value });
}

function find(event, name) {
  event.preventDefault();
  go(name, { ...EVERYTHING, ...Object.fromEntries(new FormData(event.target)) });
}

function go(name, how) {
  searches.set(name, how);
  refresh();
}

function items(name) {
  if (found?.name !== name) return none('…');
  if (found.problem) return h('p', { class: 'note bad', role: 'alert' }, found.problem);
  const { pages } = found.asked;
  return [
    found.items.length ? h('ol', { class: 'items' }, found.items.map(item)) : none('There are none.'),
    h('p', { class: 'buttons' },
      h('button', { type: 'button', 'aria-disabled': pages.length > 1 ? null : 'true', onclick: () => turn(name, pages.slice(0, -1)) }, 'Previous page'),
      h('button', { type: 'button', 'aria-disabled': found.next ? null : 'true', onclick: () => turn(name, [...pages, found.next]) }, 'Next page'),
      h('span', { class: 'dim' }, `page ${pages.length}`)),
  ];
}

function turn(name, pages) {
  if (pages.length && pages.at(-1) !== undefined) go(name, { ...found.asked, pages });
}

// The keys stand above already.
function rest(json, keys) {
  const more = Object.entries(parsed(json) ?? {}).slice(keys);
  return more.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ').slice(0, 300);
}

function item({ key, json }) {
  return h('li', { key: key.join('\n') }, h('details', null,
    h('summary', null, h('span', { class: 'first' }, h('code', null, key.join('  '))), h('code', { class: 'dim second' }, rest(json, key.length))),
    code(json, { 'aria-label': `Item ${key.join(' ')}` })));
}
