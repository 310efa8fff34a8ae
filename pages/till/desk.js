/** What is on the screen: the state from which all of it follows, where the cursor goes, what is said to whoever does not see it. */
import { render } from 'lit-html';
import { Refused, Unreachable } from '../shared/api.js';
import { chooseLanguage, createLocale } from '../shared/locale.js';
import ar from './messages/ar.json';
import de from './messages/de.json';
import en from './messages/en.json';
import { currentShift } from './shift.js';
import { page } from './views/page.js';

const CATALOGUES = { en, de, ar };
const MAIN_FIELDS = ['find', 'amount', 'next'].map((name) => `main [data-focus~="${name}"]`).join();
const root = document.getElementById('page');

export const NO_START = Object.freeze({ key: '', fromLink: false, problem: null, busy: false });

/** Nothing of the last customer stays. */
export const NO_SALE = Object.freeze({ stage: 'find', text: '', busy: false, problem: null });

/** @param {object} actions what may be done on the screen; may be filled later */
export function createDesk(actions) {
  const state = {
    locale: createLocale(CATALOGUES),
    online: navigator.onLine,
    sending: false,
    rows: [],
    shift: currentShift(),
    start: NO_START,
    tab: 'sale',
    sale: null,
    dialog: null,
    notice: null,
    said: '',
    now: Date.now(),
  };
  let focusNext = null;
  let opener = null;

  function update(changes = {}) {
    Object.assign(state, changes);
    const { locale } = state;
    document.documentElement.lang = locale.language;
    document.documentElement.dir = locale.direction;
    render(page(state, actions), root);
    const dialog = root.querySelector('dialog');
    if (dialog && !dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
    }
    if (!dialog && opener) {
      if (!focusNext) (opener.isConnected ? opener : mainField())?.focus();
      opener = null;
    }
    if (focusNext) {
      const found = root.querySelector(`[data-focus~="${focusNext}"]`) ?? mainField();
      focusNext = null;
      found?.focus();
      if (found?.select && found.value && found.dataset.select !== undefined) found.select();
    }
  }

  /** Where one goes on when what had the focus is gone. */
  function mainField() {
    return root.querySelector(MAIN_FIELDS);
  }

  return {
    state,
    update,
    setSale: (changes) => update({ sale: { ...state.sale, ...changes } }),
    setDialog: (changes) => update({ dialog: state.dialog && { ...state.dialog, ...changes } }),

    /** Aloud, with the next update. */
    say(text) {
      state.said = text;
    },

    /** Where the cursor is after the next update. */
    focusOn(name) {
      focusNext = name;
    },

    t: (key, values) => state.locale.t(key, values),

    speak(language) {
      chooseLanguage(language);
      update({ locale: createLocale(CATALOGUES) });
    },

    problemText(e) {
      const { locale } = state;
      if (e instanceof Unreachable) return locale.t('line.noAnswer');
      if (!(e instanceof Refused)) throw e;
      const key = `problem.${e.code}`;
      return locale.has(key) ? locale.t(key) : locale.t('problem.unknown', { code: e.code });
    },
  };
}
