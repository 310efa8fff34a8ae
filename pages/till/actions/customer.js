/** Who is at the till: found, enrolled, recognised once the line is back. */
import { Unreachable } from '../../shared/api.js';
import { readCode } from '../camera.js';
import { lasting, newId, understood } from '../entry.js';
import { nameOf } from './sale.js';

const UNIQUE = ['phone', 'email', 'cardNumber'];

/** @param {{desk: object, line: object, today: object, queue: object, sale: object}} at */
export function createCustomer({ desk, line, today, queue, sale }) {
  const { state, update, setSale, setDialog, say, focusOn, t } = desk;

  async function lookUp(name) {
    const { body } = await line.send('POST', '/v1/members/lookup', { body: { member: { [name.type]: name.value } } });
    return known(body, name);
  }

  function lookUpText(e, name) {
    return e.code === 'member-not-found' ? t(`find.nobody.${name.type}`) : desk.problemText(e);
  }

  async function find(text) {
    const name = understood(text);
    if (!name) {
      focusOn('find');
      setSale({ text, problem: { text: t('find.notUnderstood') } });
      return;
    }
    setSale({ text, busy: true, problem: null });
    try {
      sale.begin(state.online ? await lookUp(name) : unknown(name));
    } catch (e) {
      if (e instanceof Unreachable) {
        sale.begin(unknown(name));
        return;
      }
      focusOn('find');
      const mayEnrol = e.code === 'member-not-found' && name.type !== 'memberCode';
      const problem = { text: lookUpText(e, name), enrol: mayEnrol ? name : null };
      say(problem.text);
      setSale({ busy: false, problem });
    }
  }

  /** A code for the customer who is served already: it may be what spending needs. */
  async function prove(name) {
    try {
      setSale({ member: await lookUp(name), problem: null });
      sale.askQuote();
    } catch (e) {
      setSale({ problem: { text: lookUpText(e, name) } });
    }
  }

  async function enrol(fields) {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
    const type = ['cardNumber', 'phone', 'email'].find((one) => given[one]);
    if (!state.online && !type) {
      focusOn('phone');
      setSale({ problem: { text: t('enrol.needsName') } });
      return;
    }
    const asked = JSON.stringify(given);
    const enrolmentId = asked === state.sale.enrolled?.asked ? state.sale.enrolled.id : newId();
    setSale({ busy: true, problem: null, enrolled: { id: enrolmentId, asked } });
    try {
      const { entry, answer } = await queue.perform({ type: 'enrolment', enrolmentId, ...given }, {});
      today.note({ key: entry, type: 'enrolment', id: enrolmentId, status: answer ? 'booked' : 'waiting' });
      const name = type ? { type, value: given[type] } : { type: 'cardNumber', value: answer.body.cardNumber };
      sale.begin(answer ? known(answer.body, name) : { ...unknown(name), enrolling: true }, true);
    } catch (e) {
      focusOn('problem');
      setSale({ busy: false, problem: { text: faultText(e), openTaken: e.code === 'identifier-taken' ? given : null } });
    }
  }

  function faultText(e) {
    const key = `enrol.fault.${e.errors?.[0]?.pointer?.slice(1)}`;
    return state.locale.has(key) ? t(key) : desk.problemText(e);
  }

  /** Whoever has what was given for a new customer. */
  async function openTaken(given) {
    for (const type of UNIQUE.filter((one) => given[one])) {
      try {
        sale.begin(await lookUp({ type, value: given[type] }));
        return;
      } catch (e) {
        if (e.code !== 'member-not-found') {
          setSale({ problem: { text: desk.problemText(e) } });
          return;
        }
      }
    }
  }

  async function scan() {
    const stop = new AbortController();
    focusOn('close');
    update({ dialog: { type: 'camera', problem: null, stop } });
    try {
      const text = await readCode(document.querySelector('video'), stop.signal);
      if (text) {
        update({ dialog: null });
        await find(text);
      }
    } catch (e) {
      if (state.dialog?.type === 'camera') setDialog({ problem: t(e.name === 'NotAllowedError' ? 'camera.forbidden' : 'camera.none') });
    }
  }

  return {
    /** The line is back while a customer is served whom nobody could look up. */
    async recognise() {
      const { member } = state.sale;
      const name = nameOf(member);
      try {
        const { body } = await line.send('POST', '/v1/members/lookup', { body: { member: name } });
        if (state.sale.member === member && !queue.mustWait({ member: name })) {
          setSale({ member: known(body, member.named), offlinePoints: 0 });
          sale.askQuote();
        }
      } catch {
        // It goes on as it began: by the name as typed.
      }
    },

    actions: {
      find(text) {
        const { stage, amount, hold, member } = state.sale;
        if (stage !== 'member' || !(amount || hold)) {
          find(text);
          return;
        }
        if (document.activeElement === document.body) focusOn('amount');
        const name = understood(text);
        if (name && lasting(name).value === member.cardNumber) prove(name);
        else setSale({ problem: { text: t('find.finishFirst') } });
      },
      typing: (text) => setSale({ text, problem: null }),
      newCustomer(name) {
        focusOn('name');
        setSale({ stage: 'enrol', problem: null, given: name ? { [name.type]: name.value } : {} });
      },
      enrol,
      openTaken,
      scan,
    },
  };
}

function known(body, name) {
  return { ...body, named: lasting(name), presence: body.presence ?? null };
}

/** As named by somebody who could not ask. */
function unknown(name) {
  return { named: lasting(name), memberId: null, presence: null };
}
