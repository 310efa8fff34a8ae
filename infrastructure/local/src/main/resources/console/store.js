/** What is known of the cloud, and where in the page one is. */
import { Gone, local } from './api.js';

export const store = {
  place: { view: 'functions', name: null },
  about: null,
  functions: null,
  queues: null,
  tables: null,
  routes: null,
  faults: undefined,
  clock: undefined,
  goneSince: null,
  note: null,
};

let redraw = () => {};
let reload = () => {};

/** Sets what draws the page and what asks the cloud anew; done once. */
export function connect(how) {
  ({ redraw, reload } = how);
}

export const draw = () => redraw();
export const refresh = () => reload();

/** What a part of the cloud says; null where the cloud has no such part. */
export async function localIfThere(part) {
  store.about ??= await local('cloud');
  return store.about.parts.includes(part) ? local(part) : null;
}

/** The address of a place in the page. */
export function link(view, name) {
  return name ? `#${view}/${encodeURIComponent(name)}` : `#${view}`;
}

/** Does something with the cloud, says in the page what came of it, and shows what changed. */
export async function act(action, well) {
  const { place } = store;
  try {
    const result = await action();
    const text = typeof well === 'function' ? well(result) : well;
    store.note = text ? { place, text, bad: false } : null;
    store.goneSince = null;
  } catch (e) {
    if (e instanceof Gone) store.goneSince ??= Date.now();
    store.note = { place, text: e.message, bad: true };
  }
  draw();
  await refresh();
}
