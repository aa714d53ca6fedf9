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
 * @property {(control: string) => void} press
 * @property {() => void} scan
 * @property {() => void} inspect
 */

/** @type {Snapshot} */
let consent = freeze({
  decided: false,
  necessary: true,
  functional: false,
  statistics: false,
  marketing: false,
  vendors: {},
  day: null,
  revision: 0,
  reference: '',
});
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
    save: (/** @type {Record<string, unknown>} */ choices) => press(save(choices)),
    record: () => ({ ...consent, host: location.host, version: 'samtykke:version' }),
    scan,
    inspect,
  });
  return true;
};

/** Yes to exactly what is `true`. @param {Record<string, unknown>} choices */
const save = (choices) =>
  ['save', ...Object.keys(Object(choices)).filter((purpose) => choices[purpose] === true)].join(' ');

/** @param {Partial<Snapshot>} next the state as Rust decided it */
export const settle = (next) => {
  const before = /** @type {any} */ (consent);
  consent = freeze(Object.assign({}, consent, next));
  const changed = Object.keys(consent).filter((name) => String(/** @type {any} */ (consent)[name]) != String(before[name]));
  resolve(consent);
  if (!isReady) emit('ready', { consent });
  else if (changed.length) emit('change', { consent, before, changed });
  isReady = true;
};

/** @param {string} name @param {object} detail */
const emit = (name, detail) => document.dispatchEvent(new CustomEvent('samtykke:' + name, { detail }));

/** @param {Snapshot} snapshot */
function freeze(snapshot) {
  Object.freeze(snapshot.vendors);
  return Object.freeze(snapshot);
}
