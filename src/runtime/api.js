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
 * @property {(control: string, purposes?: string[]) => void} press
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
  consent = snapshot();
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
    save: (/** @type {Record<string, unknown>} */ choices) => press('save', accepted(choices)),
    record: () => ({ ...consent, host: location.host, version: 'samtykke:version' }),
    scan,
    inspect,
  });
  return true;
};

/** Yes to exactly what is `true`. @param {Record<string, unknown>} choices */
const accepted = (choices) => Object.keys(Object(choices)).filter((purpose) => choices[purpose] === true);

/**
 * The state as Rust decided it: the cookie's value, if there is a choice, then vendors with a `+` or `-` before them.
 *
 * @param {string} [value]
 * @param {string[]} vendors
 */
export const settle = (value, ...vendors) => {
  const before = /** @type {any} */ (consent);
  consent = snapshot(value, vendors);
  const changed = Object.entries(consent).filter(([name, now]) => JSON.stringify(now) != JSON.stringify(before[name]));
  resolve(consent);
  if (!isReady) emit('ready', { consent });
  else if (changed.length) emit('change', { consent, before, changed: Object.fromEntries(changed) });
  isReady = true;
};

/** @param {string} [value] @param {string[]} [vendors] @returns {Snapshot} */
const snapshot = (value = '', vendors = []) => {
  const [digit, , day, revision, reference = ''] = value.split('.');
  const purposes = parseInt(digit, 16);
  return Object.freeze({
    decided: !!value,
    necessary: true,
    functional: !!(purposes & 1),
    statistics: !!(purposes & 2),
    marketing: !!(purposes & 4),
    vendors: Object.freeze(Object.fromEntries(vendors.map((word) => [word.slice(1), word[0] == '+']))),
    day: +day || null,
    revision: +revision || 0,
    reference,
  });
};

/** Tells tag managers, behind the consent command. */
export const announce = () => /** @type {any} */ (window).dataLayer.push({ event: 'samtykke_change', samtykke: consent });

/** @param {string} verdict @param {string} reason @param {string} subject */
export const record = (verdict, reason, subject) => void log.push([performance.now(), subject, verdict, reason]);

/** @param {string} name @param {object} detail */
const emit = (name, detail) => document.dispatchEvent(new CustomEvent('samtykke:' + name, { detail }));
