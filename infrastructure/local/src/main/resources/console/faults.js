/** Faults that can be switched on, to see how functions bear them. */
import { local } from './api.js';
import { h } from './dom.js';
import { number } from './format.js';
import { field, none, note, part, soft } from './parts.js';
import { act, draw, localIfThere, store } from './store.js';

const KINDS = {
  conflict: 'a transaction is cancelled because another one is under way',
  throttle: 'the service says that it is asked too much',
  latency: 'the answer comes later',
  'lost-answer': 'it is done, and the answer is lost',
  unavailable: 'the service fails',
  repeat: 'a function gets an event twice',
};
const OPERATIONS = {
  dynamodb: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems'],
  sqs: ['SendMessage', 'SendMessageBatch', 'ReceiveMessage', 'DeleteMessage', 'DeleteMessageBatch', 'ChangeMessageVisibility'],
  secretsmanager: ['GetSecretValue'],
  lambda: ['Invoke'],
};
const CONFLICTS = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactGetItems', 'TransactWriteItems'];
const FIELDS = ['function', 'service', 'operation', 'kind', 'rate', 'milliseconds', 'times'];
let kind = 'conflict';

/** How many rules are on. */
export function switchedOn() {
  return store.faults?.rules.length ?? 0;
}

export async function load() {
  store.faults = await localIfThere('faults');
}

export function show() {
  if (!store.faults) return page(none('This cloud has no faults to switch on.'));
  return page(
    h('p', { class: 'lead' }, 'What functions ask of DynamoDB, SQS and Secrets Manager, and how their events reach them, goes wrong as these rules say. What this page asks is not touched.'),
    note(),
    part('Switched on', rules(store.faults.rules)),
    part('Add', addForm()));
}

function page(...children) {
  return h('div', { class: 'page', key: 'faults' }, h('h2', null, 'Faults'), children);
}

function rules(all) {
  if (!all.length) return none('None: everything works as well as it can.');
  return [
    h('ul', { class: 'rules' }, all.map(ruleRow)),
    h('p', { class: 'buttons' },
      h('button', { type: 'button', onclick: clear }, 'Switch all off'),
      h('span', { class: 'dim' }, `seed ${store.faults.seed}`)),
  ];
}

function ruleRow(rule, i) {
  const dim = (text) => h('span', { class: 'dim' }, text);
  const often = [`${number(rule.rate * 100)} %`, rule.milliseconds && `${number(rule.milliseconds)} ms`, rule.times && `at most ${number(rule.times)} ×`];
  return h('li', null,
    h('span', null, h('b', null, rule.kind), ' ', often.filter(Boolean).join(', ')),
    h('span', null, rule.function ? soft(rule.function) : dim('any function'), dim(' → '), `${rule.service} `, rule.operation ?? dim('any operation')),
    h('span', { class: 'fired' }, 'fired ', h('b', null, number(rule.fired)), dim(` of ${number(rule.matched)}`)),
    h('button', { type: 'button', class: 'tiny', 'aria-label': `Switch off ${rule.kind}, rule ${i + 1}`, onclick: () => replace(without(i), 'Switched off.') }, '×'));
}

function addForm() {
  const names = (store.functions ?? []).map((each) => each.id);
  return h('form', { class: 'stack', onsubmit: add },
    field('Kind', h('select', { name: 'kind', onchange: (event) => { kind = event.target.value; draw(); } },
      Object.keys(KINDS).map((each) => option(each))), KINDS[kind]),
    h('div', { class: 'row' },
      field('Function', h('select', { name: 'function' }, option('', 'any'), names.map((name) => option(name)))),
      field('Operation', h('select', { name: 'operation', key: `operations for ${kind}` }, operations()))),
    h('div', { class: 'row' },
      field('How often', h('input', { name: 'percent', type: 'number', min: 1, max: 100, step: 1, value: 20, required: true }), '%'),
      kind === 'latency' && field('Later by', h('input', { name: 'milliseconds', type: 'number', min: 1, max: 60_000, step: 1, value: 200, required: true }), 'ms'),
      field('At most', h('input', { name: 'times', type: 'number', min: 1, max: 1_000_000, step: 1 }), 'times a function'),
      field('Seed', h('input', { name: 'seed', type: 'number', min: 0, step: 1, value: store.faults.seed, required: true }), 'of chance')),
    h('p', { class: 'buttons' }, h('button', { class: 'primary' }, 'Switch on')));
}

function operations() {
  if (kind === 'conflict') return [option('dynamodb:', 'dynamodb, any write'), CONFLICTS.map((name) => option(`dynamodb:${name}`, name))];
  if (kind === 'repeat') return [option('lambda:', 'lambda, any event')];
  return Object.entries(OPERATIONS).map(([service, names]) => h('optgroup', { label: service },
    option(`${service}:`, `${service}, any`), names.map((name) => option(`${service}:${name}`, name))));
}

function option(value, label = value) {
  return h('option', { value }, label);
}

function add(event) {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  const [service, operation] = given.operation.split(':');
  const rule = { service, kind: given.kind, rate: Number(given.percent) / 100 };
  if (given.function) rule.function = given.function;
  if (operation) rule.operation = operation;
  if (given.milliseconds) rule.milliseconds = Number(given.milliseconds);
  if (given.times) rule.times = Number(given.times);
  return replace([...store.faults.rules.map(asSent), rule], 'Switched on.', Number(given.seed));
}

const without = (i) => store.faults.rules.filter((_, each) => each !== i).map(asSent);

function asSent(rule) {
  return Object.fromEntries(FIELDS.filter((name) => rule[name] !== undefined && rule[name] !== null).map((name) => [name, rule[name]]));
}

function replace(all, well, seed = store.faults.seed) {
  return act(() => local('faults', { method: 'PUT', body: { seed, rules: all } }), well);
}

function clear() {
  return act(() => local('faults', { method: 'DELETE' }), 'All are switched off.');
}
