/** Numbers, times and JSON as they are read best. */
import { h } from './dom.js';

const MOST_COLOURED = 40_000;
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|(-?\d[\d.eE+-]*)/g;
const whole = new Intl.NumberFormat('en');
const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const date = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

export const number = (value) => whole.format(value);
export const time = (instant) => clockTime.format(new Date(instant));
export const day = (instant) => date.format(new Date(instant));

export function millis(value) {
  if (value === undefined || value === null) return '–';
  if (value < 9.95) return `${value.toFixed(1)} ms`;
  if (value < 999.5) return `${Math.round(value)} ms`;
  return value < 9_995 ? `${(value / 1000).toFixed(2)} s` : `${(value / 1000).toFixed(1)} s`;
}

export function bytes(value) {
  if (value < 1_000) return `${value} B`;
  return value < 999_500 ? `${(value / 1_000).toFixed(1)} kB` : `${(value / 1_000_000).toFixed(1)} MB`;
}

/** How long something is, in its two largest units. */
export function span(seconds) {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return first < 0
    ? '0 s'
    : parts
        .slice(first, first + 2)
        .filter(([count]) => count > 0)
        .map(([count, unit]) => `${number(count)} ${unit}`)
        .join(' ');
}

/** The seconds of an ISO 8601 duration of days and smaller units, as Java writes it. */
export function seconds(duration) {
  const found = /^P(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(duration);
  if (!found) return 0;
  const [days, hours, minutes, rest] = found.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

/** A text for reading: indented and coloured where it is JSON. */
export function code(text, attributes = {}) {
  const indented = pretty(text);
  const scrolls = { tabindex: '0', role: 'group', ...attributes, class: `code ${attributes.class ?? ''}` };
  return h('pre', scrolls, indented === null || indented.length > MOST_COLOURED ? (indented ?? text) : coloured(indented));
}

/** Indented JSON; null where it is none, or where a browser would change its numbers. */
function pretty(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value !== 'object' || /\d{16}/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, ''))) return null;
    return JSON.stringify(value, null, 2);
  } catch {
    return null;
  }
}

function coloured(json) {
  const parts = [];
  let done = 0;
  for (const found of json.matchAll(TOKENS)) {
    const [token, text, colon, word] = found;
    if (found.index > done) parts.push(json.slice(done, found.index));
    const kind = text ? (colon ? 'name' : 'text') : word ? 'word' : 'number';
    parts.push(h('span', { class: kind }, text ?? token), colon ?? '');
    done = found.index + token.length;
  }
  parts.push(json.slice(done));
  return parts;
}
