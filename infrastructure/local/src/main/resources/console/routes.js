/** The routes of the HTTP API, each to be tried from here. */
import { h } from './dom.js';
import { bytes, code, millis } from './format.js';
import { field, filterField, grid, listHead, matches, none, opener, pane, part, soft, split, tag } from './parts.js';
import { draw, link, refresh, store } from './store.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const PARAMETERS = /\{([^}]+)\}/g;
const MOST_SHOWN = 200_000;
const PATIENCE_MILLIS = 60_000;
const TOKEN = 'console.token';
const drafts = new Map();
const answers = new Map();
let filter = '';

const COLUMNS = [
  { label: 'Route', look: 'name', cell: (row) => opener('routes', row.name, routeLabel(row)), by: (row) => row.path },
  { label: 'Calls', look: 'mid', cell: (row) => h('a', { class: 'own', href: link('functions', row.function) }, soft(row.function)), by: (row) => row.function },
];

function routeLabel({ key, method, path }) {
  return path ? [h('span', { class: 'method' }, method), ' ', h('code', null, soft(path))] : h('code', null, key);
}

export async function load() {
  // A template does not change while it runs.
}

export function show({ name }) {
  const rows = store.routes.map((route) => ({ ...route, name: route.key }));
  return split('routes', [
    listHead('Routes', rows.length, filterField('Filter routes', filter, (text) => { filter = text; })),
    grid({ view: 'routes', label: 'Routes', columns: COLUMNS, rows: rows.filter((row) => matches(filter, row.name, row.function)), empty: rows.length ? 'No route has these words.' : 'The template has no HTTP API.' }),
  ], name && chosen(rows.find((row) => row.name === name), name));
}

function chosen(route, name) {
  if (!route) return pane('routes', name, null, none('The template has no such route.'));
  return pane('routes', name, [h('span', { class: 'dim' }, 'calls '), h('a', { href: link('functions', route.function) }, route.function)],
    part('Request', requestForm(route)),
    part('Answer', answer(answers.get(name))));
}

/** What is filled in for a route; kept while the page is open. */
function draftOf(route) {
  if (!drafts.has(route.key)) drafts.set(route.key, { method: route.method === 'ANY' ? 'GET' : route.method, path: '/', query: '', headers: '', body: '' });
  return drafts.get(route.key);
}

function requestForm(route) {
  const draft = draftOf(route);
  const keep = (event) => {
    if (event.target.name === 'token') sessionStorage.setItem(TOKEN, event.target.value);
    else draft[event.target.name] = event.target.value;
    if (event.target.name === 'method') draw();
  };
  const text = { autocomplete: 'off', spellcheck: 'false', class: 'mono' };
  const takesBody = !['GET', 'HEAD'].includes(draft.method);
  return h('form', { class: 'stack', oninput: keep, onsubmit: (event) => send(event, route) },
    h('div', { class: 'row' },
      route.method === 'ANY' || !route.path ? field('Method', h('select', { name: 'method' }, METHODS.map((method) => h('option', null, method)))) : null,
      !route.path && field('Path', h('input', { name: 'path', required: true, value: draft.path, pattern: '/.*', ...text })),
      parameters(route).map((parameter) => field(parameter, h('input', { name: `{${parameter}}`, required: true, value: draft[`{${parameter}}`] ?? '', ...text }))),
      field('Query', h('input', { name: 'query', value: draft.query, placeholder: 'name=value&…', ...text }))),
    field('Bearer token', h('input', { name: 'token', value: sessionStorage.getItem(TOKEN) ?? '', ...text }), 'kept for this tab'),
    field('Headers', h('textarea', { name: 'headers', rows: 2, spellcheck: 'false', class: 'mono', placeholder: 'Name: value' }, draft.headers), 'one a line'),
    takesBody && field('Body', h('textarea', { name: 'body', rows: 7, spellcheck: 'false', class: 'mono' }, draft.body), 'JSON, unless a header says otherwise'),
    h('p', { class: 'buttons' }, h('button', { class: 'primary' }, 'Send')));
}

function parameters(route) {
  return [...route.path.matchAll(PARAMETERS)].map(([, parameter]) => parameter);
}

function target(route, draft) {
  const path = route.path
    ? route.path.replace(PARAMETERS, (_, parameter) => encoded(parameter, draft[`{${parameter}}`] ?? ''))
    : draft.path;
  return draft.query ? `${path}?${draft.query}` : path;
}

function encoded(parameter, value) {
  return parameter.endsWith('+') ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
}

function headers(draft) {
  const found = new Headers();
  for (const line of draft.headers.split('\n').filter((each) => each.trim())) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`A header is a name, a colon and a value, unlike “${line}”`);
    found.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const token = sessionStorage.getItem(TOKEN)?.trim();
  if (token && !found.has('Authorization')) found.set('Authorization', `Bearer ${token}`);
  return found;
}

async function send(event, route) {
  event.preventDefault();
  const draft = draftOf(route);
  answers.set(route.key, 'waiting');
  draw();
  answers.set(route.key, await answered(route, draft));
  draw();
  refresh();
}

async function answered(route, draft) {
  const began = performance.now();
  try {
    const given = headers(draft);
    const body = ['GET', 'HEAD'].includes(draft.method) || !draft.body ? undefined : draft.body;
    if (body && !given.has('Content-Type')) given.set('Content-Type', 'application/json');
    // The address is put together first, so that nothing that is filled in leads to another host.
    const url = new URL(location.origin + target(route, draft));
    const response = await fetch(url, { method: draft.method, headers: given, body, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MILLIS) });
    const text = await response.text();
    return { status: response.status, type: response.type, took: performance.now() - began, headers: [...response.headers], text };
  } catch (e) {
    return { problem: e.message };
  }
}

function answer(result) {
  if (!result) return none('Not sent yet.');
  if (result === 'waiting') return none('Waiting for the answer …');
  if (result.problem) return h('p', { class: 'note bad', role: 'alert' }, result.problem);
  if (result.type === 'opaqueredirect') return h('p', { class: 'note', role: 'status' }, 'A redirect; browsers do not tell pages where to.');
  const { status, took, text } = result;
  return h('div', { class: 'result', role: 'status' },
    h('p', null, tag(status, status < 400 ? 'good' : 'bad'), h('span', { class: 'dim' }, ` after ${millis(took)}, ${bytes(new TextEncoder().encode(text).length)}`)),
    h('details', { class: 'plain' }, h('summary', null, `${result.headers.length} headers`),
      h('dl', { class: 'pairs' }, result.headers.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))))),
    text ? code(shortened(text), { 'aria-label': 'Body of the answer' }) : none('It has no body.'));
}

function shortened(text) {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n… and ${text.length - MOST_SHOWN} characters more` : text;
}
