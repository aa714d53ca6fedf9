// The choice as the page may read it, the events that tell of it, and the decision log.

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

/** @type {Snapshot} */
export let consent;

/** @type {(consent: Snapshot) => void} */
let resolve;

/** Settles with the first known state. @type {Promise<Snapshot>} */
export const ready = new Promise((done) => (resolve = done));

let name = 'ready';

/** The decision log: milliseconds since the page began, subject, verdict, reason. @type {[number, string, string, string][]} */
export const log = [];

/** @param {string} subject @param {string} verdict @param {string} reason */
export const record = (subject, verdict, reason) => void log.push([performance.now(), subject, verdict, reason]);

/** Nothing is allowed; as `settle` takes it. */
const NOTHING = '-functional -statistics -marketing '.split(' ');

/**
 * The state as Rust decided it: purposes and vendors with a `+` or `-` before them, then day.revision.reference, empty
 * without a choice.
 *
 * @param {string[]} words
 */
const read = (words) => {
  const [day, revision, reference = ''] = words[words.length - 1].split('.');
  const { functional, statistics, marketing, ...vendors } = Object.fromEntries(
    words.slice(0, -1).map(([sign, ...letters]) => [letters.join(''), sign == '+']),
  );
  consent = Object.freeze({
    decided: !!day,
    necessary: true,
    functional,
    statistics,
    marketing,
    vendors: Object.freeze(vendors),
    day: +day || null,
    revision: +revision || 0,
    reference,
  });
};

read(NOTHING);

/**
 * Takes the state and tells the page.
 *
 * @param {string[]} words
 */
export const settle = (...words) => {
  const before = /** @type {any} */ (consent);
  read(words);
  const changed = Object.entries(consent).filter(([member, value]) => JSON.stringify(value) != JSON.stringify(before[member]));
  const detail = { consent, before, changed: Object.fromEntries(changed) };
  if (name == 'ready' || changed.length) document.dispatchEvent(new CustomEvent('samtykke:' + name, { detail }));
  name = 'change';
  resolve(consent);
};

/** Without an engine nothing is allowed. */
export const settleOnNothing = () => settle(...NOTHING);

/** Tells tag managers, behind the consent command. */
export const announce = () => /** @type {any} */ (window).dataLayer.push({ event: 'samtykke_change', samtykke: consent });
