// The choice as the page may read it, the events that tell of it, and the decision log.

import { list } from './queues.js';

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
 */

/** @type {(consent: Snapshot) => void} */
let resolve;

/** Settles with the first known state. @type {Promise<Snapshot>} */
export const ready = new Promise((done) => (resolve = done));

let name = 'ready';

/** The decision log: milliseconds since the page began, subject, verdict, reason. @type {[number, string, string, string][]} */
export const log = [];

/** @param {string} subject @param {string} verdict @param {string} reason */
export const record = (subject, verdict, reason) => void log.push([performance.now(), subject, verdict, reason]);

/** Rust's verdicts and reasons by their places (`core/decide.rs`). */
const VERDICTS = ['release', 'cookieless', 'hold'];
const REASONS = ['necessary', 'purpose-accepted', 'purpose-refused', 'vendor-accepted', 'vendor-refused', 'no-answer'];

/**
 * Records a decision of Rust's.
 *
 * @param {string} decision two digits, and the vendor's id if none is given
 * @param {string} [vendor]
 */
export const recordDecision = (decision, vendor = decision.slice(2)) => record(vendor, VERDICTS[+decision[0]], REASONS[+decision[1]]);

/**
 * @param {string} cookie the value of the cookie that holds the choice; empty if there is none
 * @param {string[]} vendors with the decision on them before their ids
 * @returns {Snapshot}
 */
const snapshot = (cookie = '', ...vendors) => {
  const [digit, , day, revision, reference = ''] = cookie.split('.');
  const purposes = parseInt(digit, 16);
  return Object.freeze({
    decided: !!cookie,
    necessary: true,
    functional: !!(purposes & 1),
    statistics: !!(purposes & 2),
    marketing: !!(purposes & 4),
    vendors: Object.freeze(Object.fromEntries(vendors.map((vendor) => [vendor.slice(2), vendor[0] == '0']))),
    day: +day || null,
    revision: +revision || 0,
    reference,
  });
};

/** Nothing is allowed until Rust has decided. */
export let consent = snapshot();

/**
 * Takes the state as Rust decided it, and tells the page; nothing is allowed without words.
 *
 * @param {string[]} words as `snapshot` takes them
 */
export const settle = (...words) => {
  words.slice(1).forEach((decision) => recordDecision(decision));
  const before = /** @type {any} */ (consent);
  consent = snapshot(...words);
  const changed = Object.entries(consent).filter(([member, value]) => JSON.stringify(value) != JSON.stringify(before[member]));
  const detail = { consent, before, changed: Object.fromEntries(changed) };
  if (name == 'ready' || changed.length) document.dispatchEvent(new CustomEvent('samtykke:' + name, { detail, bubbles: true }));
  name = 'change';
  resolve(consent);
};

/** Tells tag managers, behind the consent command. */
export const announce = () => list('dataLayer').push({ event: 'samtykke_change', samtykke: consent });
