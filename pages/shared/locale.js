/**
 * What a page says, in the viewer's language, and numbers, money and times as the viewer writes them. Texts are in message files:
 * `{name}` is filled in; where a text depends on a count it is an object by plural category (CLDR) and the value is `count`.
 */

import { decimalsOf } from './money.js';
import { store, stored } from './storage.js';

const CHOICE = 'tallystick.language';
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);
const DAY_MILLIS = 86_400_000;
const UNITS = [
  ['day', DAY_MILLIS],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** The language that the viewer chose here, else the first of the browser's that there is, else English. */
function chosen(catalogues) {
  const choice = stored(CHOICE);
  const wanted = [...(choice ? [choice] : []), ...navigator.languages];
  return wanted.map((tag) => tag.split('-')[0]).find((language) => language in catalogues) ?? 'en';
}

/** Remembers the viewer's choice of a language on this device. */
export function chooseLanguage(language) {
  store(CHOICE, language);
}

/** @param {Record<string, Record<string, string | Record<string, string>>>} catalogues messages by language; English is whole */
export function createLocale(catalogues) {
  const language = chosen(catalogues);
  const tag = navigator.languages.find((one) => one.split('-')[0] === language) ?? language;
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(tag);
  const signed = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const dates = (options) => new Intl.DateTimeFormat(tag, options);
  const day = dates({ dateStyle: 'medium' });
  const dayOfCalendar = dates({ dateStyle: 'medium', timeZone: 'UTC' });
  const moment = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const dayAndTime = dates({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
  const clock = dates({ timeStyle: 'short' });
  const month = dates({ month: 'long', year: 'numeric' });

  function text(key, values = {}) {
    const found = catalogues[language][key] ?? catalogues.en[key];
    if (found === undefined) {
      // A page that was kept may be older than what the interface answers: better a raw word than no page.
      console.error(`no message ${key}`);
      return key;
    }
    const form = typeof found === 'string' ? found : (found[plural.select(values.count)] ?? found.other);
    return form.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : String(value);
    });
  }

  return {
    language,
    direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr',
    languages: Object.keys(catalogues),
    /** The message of a key, filled in. */
    t: text,
    has: (key) => key in catalogues.en,
    number: (value) => numbers.format(value),
    /** With + or −, none for zero. */
    signed: (value) => signed.format(value).replace('-', '\u2212'),
    /** Of the interface's `{amount, currency}`, in minor units; with − where it is less than nothing. */
    money({ amount, currency }) {
      const decimals = decimalsOf(currency);
      const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      return new Intl.NumberFormat(tag, { style: 'currency', currency, ...digits }).format(amount / 10 ** decimals).replace('-', '\u2212');
    },
    /** Of an instant, in the viewer's zone. */
    day: (instant) => day.format(new Date(instant)),
    /** Of a calendar day such as 2026-11-30, which has no zone. */
    calendarDay: (date) => dayOfCalendar.format(new Date(`${date}T00:00:00Z`)),
    /** Of an instant, in a zone such as the retailer's. */
    dayIn: (timeZone, instant) => dates({ dateStyle: 'medium', timeZone }).format(new Date(instant)),
    /** Short, where the year is said elsewhere. */
    dayAndTime: (instant) => dayAndTime.format(new Date(instant)),
    moment: (instant) => moment.format(new Date(instant)),
    time: (instant) => clock.format(new Date(instant)),
    month: (instant) => month.format(new Date(instant)),
    /** How long ago or ahead, in the largest unit that fits. */
    relative(instant, now) {
      const millis = new Date(instant).getTime() - now;
      const [unit, length] = UNITS.find(([, size]) => Math.abs(millis) >= size) ?? ['minute', 60_000];
      return relative.format(Math.trunc(millis / length), unit);
    },
  };
}
