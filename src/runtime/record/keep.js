// The record: every answer becomes an event, and every event goes to the owner's endpoint, once.
import { asked } from './asked.js';
import { answer, choice, kinds, make, typeOf, until } from './event.js';
import { DAY, consent } from './handover.js';
import { attend, how } from './how.js';
import { empty, isKept, note } from './outbox.js';

/** @typedef {import('./handover.js').Handover} Handover */
/** @typedef {import('./handover.js').Snapshot} Snapshot */

/** A tab that only follows another one lets it go first, milliseconds. */
const COURTESY = 1000;

/** @param {Handover} handover */
export const keep = (handover) => {
  const known = kinds(handover.catalogue);

  /** @param {Snapshot | undefined} before the choice before, as this page saw it @param {Snapshot} now @param {import('./how.js').How} given */
  const remember = async (before, now, given) => {
    // A refusal that anybody may write has neither day nor reference number.
    if (!now.decided || !now.reference) return;
    const text = choice(now, known);
    await note(text, async (last) => {
      const former = last?.event || (before?.decided ? answer(before) : undefined);
      const type = typeOf(former, answer(now), known);
      return make(now, { choice: text, type, how: given, previous: last?.event.id || '', until: until(now, handover), asked: await asked(handover) });
    });
  };

  const work = courier(handover);
  const follow = async (/** @type {Snapshot | undefined} */ before, /** @type {Snapshot} */ now) => {
    const given = how(); // Known at this moment only.
    if (!document.hasFocus()) await new Promise((done) => setTimeout(done, COURTESY));
    await remember(before, now, given);
    await work();
  };

  attend();
  document.addEventListener('samtykke:change', ({ detail }) => follow(detail.before, detail.consent));
  /** @type {any} */ (window).samtykke.ready.then((/** @type {Snapshot} */ first) => arrive(first, known, follow, work));
};

/**
 * What was answered before this file came: on this page, or today on one that was left at once. An older answer that nobody
 * remembers is none of ours: the visitor has cleared the storage, or the owner had no endpoint then.
 *
 * @param {Snapshot} first
 * @param {Record<string, string>} known
 * @param {(before: Snapshot | undefined, now: Snapshot) => unknown} follow
 * @param {() => unknown} work
 */
const arrive = (first, known, follow, work) => {
  const now = consent();
  const isNew = choice(first, known) != choice(now, known);
  if (isNew) return follow(first, now);
  const isFresh = now.day == Math.floor(Date.now() / DAY) && isKept();
  return isFresh ? follow(undefined, now) : work();
};

/** Sends what waits, now and after every pause. @param {Handover} handover */
const courier = ({ settings, warn }) => {
  let isWarned = false;
  let isLeaving = false;
  addEventListener('pagehide', () => (isLeaving = true));
  addEventListener('pageshow', () => (isLeaving = false));
  /** @type {number | undefined} */
  let timer;
  const send = async (/** @type {import('./event.js').Event} */ event) => {
    let problem;
    try {
      const response = await fetch(settings.endpoint, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `"${event.id}"` },
        body: JSON.stringify(event),
        keepalive: true,
      });
      if (response.ok) return true;
      problem = `HTTP ${response.status}`;
    } catch (error) {
      problem = error;
    }
    if (isLeaving) return undefined;
    if (!isWarned) warn('endpoint-failed', settings.endpoint, problem);
    isWarned = true;
    return false;
  };
  const work = async (/** @type {boolean} */ isNow = false) => {
    clearTimeout(timer);
    const pause = await empty(send, isNow);
    if (pause < Infinity) timer = setTimeout(work, pause);
  };
  addEventListener('online', () => work(true));
  return () => work();
};
