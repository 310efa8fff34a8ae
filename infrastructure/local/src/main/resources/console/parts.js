/** Parts that all views are made of. */
import { h } from './dom.js';
import { draw, link, store } from './store.js';

const orders = new Map();

/**
 * A table whose rows open at the right; a click on a column's head sorts by it.
 *
 * @param {{view: string, label: string, columns: {label: string, cell: Function, by?: Function, look?: string}[], rows: {name: string}[],
 *     empty: string}} how
 */
export function grid({ view, label, columns, rows, empty }) {
  const order = orders.get(view);
  const by = order && columns[order.column].by;
  const sorted = by ? [...rows].sort((one, other) => compare(by(one), by(other)) * (order.down ? -1 : 1)) : rows;
  return h('table', { class: 'grid', 'aria-label': label },
    h('thead', null, h('tr', null, columns.map((column, i) => head(view, column, i)))),
    h('tbody', null,
      sorted.map((row) => h('tr', { key: row.name, class: isChosen(view, row.name) ? 'chosen' : null },
        columns.map((column) => h('td', { class: column.look }, column.cell(row))))),
      !rows.length && h('tr', { key: '(none)' }, h('td', { class: 'none', colspan: columns.length }, empty))),
  );
}

function head(view, { label, by, look }, column) {
  const order = orders.get(view);
  const mine = order?.column === column;
  const sort = mine ? (order.down ? 'descending' : 'ascending') : null;
  if (!by) return h('th', { scope: 'col', class: look }, label);
  return h('th', { scope: 'col', class: look, 'aria-sort': sort },
    h('button', { type: 'button', class: 'head', onclick: () => turn(view, column, mine && order) }, label));
}

// Large first, then small first, then as in the template.
function turn(view, column, order) {
  if (order && !order.down) orders.delete(view);
  else orders.set(view, { column, down: !order });
  draw();
}

function compare(one, other) {
  if (typeof one === 'string') return -one.localeCompare(other);
  return (one ?? -1) - (other ?? -1);
}

function isChosen(view, name) {
  return store.place.view === view && store.place.name === name;
}

/** The link of a row; all of the row opens it. */
export function opener(view, name, label = soft(name)) {
  return h('a', { class: 'open', href: link(view, name), 'aria-current': isChosen(view, name) ? 'true' : null }, label);
}

/** A name with the places where a line may end. */
export function soft(name) {
  return name.split(/(?<=[/\-._#])|(?<=[a-z])(?=[A-Z])/).flatMap((part, i) => (i ? [h('wbr'), part] : part));
}

/** A list at the left, and what is chosen of it at the right. */
export function split(name, list, pane) {
  return h('div', { key: name, class: pane ? 'split two' : 'split' }, h('div', { class: 'list' }, list), pane);
}

export function listHead(title, count, filter) {
  return h('div', { class: 'listhead' }, h('h2', null, title, ' ', h('span', { class: 'count' }, count ?? '')), filter);
}

/** A field that leaves only the rows whose names have its words. */
export function filterField(label, text, change) {
  return h('input', {
    type: 'search', class: 'filter', placeholder: 'Filter', 'aria-label': label, value: text, autocomplete: 'off', spellcheck: 'false',
    oninput: (event) => { change(event.target.value); draw(); },
  });
}

export function matches(text, ...names) {
  const all = names.join(' ').toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

/** What is chosen, with a way back to the list. */
export function pane(view, title, marks, ...children) {
  return h('section', { class: 'pane', key: `${view}:${title}`, 'aria-label': title, tabindex: '-1' },
    h('header', { class: 'panehead' },
      h('h2', null, title),
      h('a', { class: 'close', href: link(view), 'aria-label': `Close ${title}` }, '×'),
      h('p', { class: 'marks' }, marks)),
    note(),
    children);
}

/** What came of the last thing done here. */
export function note() {
  const found = store.note;
  const here = found && found.place.view === store.place.view && found.place.name === store.place.name;
  return h('p', { class: `note ${here ? (found.bad ? 'bad' : 'good') : 'empty'}`, role: 'status', key: 'note' }, here ? found.text : '');
}

export function part(title, ...children) {
  return h('section', { class: 'part', key: title, 'aria-label': title }, h('h3', null, title), children);
}

/** Figures with their names below, in one row. */
export function figures(...pairs) {
  return h('dl', { class: 'figures', key: 'figures' }, pairs.map(([name, value, look]) =>
    h('div', { class: look }, h('dt', null, name), h('dd', null, value))));
}

export function field(label, input, hint) {
  return h('label', { class: 'field' }, h('span', { class: 'label' }, label, hint && h('span', { class: 'hint' }, ' ', hint)), input);
}

export function tag(text, look) {
  return h('span', { class: `tag ${look ?? ''}` }, text);
}

export function none(text) {
  return h('p', { class: 'none' }, text);
}

/** Asks before something is done that cannot be undone. */
export function ask(question, text, yes) {
  return new Promise((answer) => {
    const dialog = h('dialog', { 'aria-labelledby': 'question' },
      h('form', { method: 'dialog' },
        h('h2', { id: 'question' }, question),
        h('p', null, text),
        h('p', { class: 'buttons' },
          h('button', { value: '' }, 'Cancel'),
          h('button', { value: 'yes', class: 'danger' }, yes))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
