// window.samtykke: the public interface, and the events that tell of a choice.

/**
 * @typedef {object} Snapshot
 * @property {boolean} decided whether there is a valid choice
 * @property {true} necessary
 * @property {boolean} functional
 * @property {boolean} statistics
 * @property {boolean} marketing
 * @property {Record<string, boolean>} vendors
 * @property {number | null} day days since 1970
 * @property {number} revision
 * @property {string} reference
 *
 * @typedef {object} Doors what the page does when it is asked to
 * @property {(control: string, detail?: string) => void} press
 * @property {() => void} scan
 * @property {() => void} inspect
 */

/** @type {Snapshot} */
let consent;
/** @type {(consent: Snapshot) => void} */
let resolve;
let isReady = false;

/** The decision log: milliseconds since the page began, subject, verdict, reason. @type {[number, string, string, string][]} */
export const log = [];

/**
 * Makes `window.samtykke`; `false` when there is one already.
 *
 * @param {Doors} doors
 */
export const publish = ({ press, scan, inspect }) => {
  const page = /** @type {any} */ (window);
  if (page.samtykke) return false;
  consent = snapshot([]);
  page.samtykke = Object.freeze({
    version: 'samtykke:version',
    ready: new Promise((done) => (resolve = done)),
    get consent() {
      return consent;
    },
    log,
    accept: () => press('accept'),
    reject: () => press('reject'),
    withdraw: () => press('withdraw'),
    open: () => press('open'),
    save: (/** @type {Record<string, unknown>} */ choices) => press(...save(choices)),
    record: () => ({ ...consent, host: location.host, version: 'samtykke:version' }),
    scan,
    inspect,
  });
  return true;
};

/** Yes to exactly what is `true`. @param {Record<string, unknown>} choices @returns {[string, string]} */
const save = (choices) => ['save', Object.keys(Object(choices)).filter((purpose) => choices[purpose] === true).join(' ')];

/**
 * The state as Rust decided it: purposes and vendors with a `+` or `-` before them, then day.revision.reference.
 *
 * @param {string[]} words
 */
export const settle = (...words) => {
  const before = /** @type {any} */ (consent);
  consent = snapshot(words);
  const changed = Object.entries(consent).filter(([name, value]) => JSON.stringify(value) != JSON.stringify(before[name]));
  resolve(consent);
  if (!isReady) emit('ready', { consent });
  else if (changed.length) emit('change', { consent, before, changed: Object.fromEntries(changed) });
  isReady = true;
};

/** @param {string[]} words @returns {Snapshot} */
const snapshot = (words) => {
  const [day, revision, reference] = (words.find((word) => /^\d/.test(word)) || '').split('.');
  const [functional, statistics, marketing, ...vendors] = words.map((word) => word[0] == '+');
  const names = words.slice(3).filter((word) => /^[+-]/.test(word));
  return Object.freeze({
    decided: !!day,
    necessary: true,
    functional: !!functional,
    statistics: !!statistics,
    marketing: !!marketing,
    vendors: Object.freeze(Object.fromEntries(names.map((word, at) => [word.slice(1), vendors[at]]))),
    day: +day || null,
    revision: +revision || 0,
    reference: reference || '',
  });
};

/** Tells tag managers, behind the consent command. */
export const announce = () => /** @type {any} */ (window).dataLayer.push({ event: 'samtykke_change', samtykke: consent });

/** @param {string} subject @param {string} verdict @param {string} reason */
export const record = (subject, verdict, reason) => void log.push([performance.now(), subject, verdict, reason]);

/** @param {string} name @param {object} detail */
const emit = (name, detail) => document.dispatchEvent(new CustomEvent('samtykke:' + name, { detail }));
