// What a changed choice means for a managed vendor that runs, has run, or waits.
import { allFacts, factsOf } from './facts.js';
import { inside } from './inside.js';
import { rows } from './rows.js';
import { LEFTOVERS, isAnythingHere, sweep } from './sweep.js';
import { mayRun } from './release.js';

const CONTAINER = 'google-tag-manager';

/** Where the catalogue's rows hold what only this file needs; `catalogue.js` says what each place means. */
const [NAME, GRANT, REVOKE] = [5, 7, 8];

/** Gives the rows of the first vendors what only this file needs. */
export const complete = () => {
  queueFirst = inside.actions.queue;
  for (const [vendor, further] of Object.entries(rows)) Object.assign(inside.catalogue[vendor], further);
};

/** @param {string} vendor @param {number} place */
const words = (vendor, place) => `${inside.catalogue[vendor]?.[place] || ''}`;

/** A vendor's name as a visitor reads it. @param {string} vendor */
export const name = (vendor) => words(vendor, NAME);

const runsGoogle = () => [...inside.running].some((vendor) => inside.global(vendor).name == 'gtag');

/** Empties a queue and keeps it empty. @param {string} name @param {string} queue @param {string} handler */
const forget = (name, queue, handler) => {
  const call = /** @type {any} */ (window)[name];
  if (!call[queue]) return; // The page's own, which queues nothing.
  delete call[handler];
  call[queue].length = 0;
  call[queue].push = () => 0;
};

/** Sweeps that wait for what is known of their vendors. @type {Promise<void>[]} */
export const sweeping = [];

/** How the lists took entries that are shut now. @type {WeakMap<any[], PropertyDescriptor | undefined>} */
const shutLists = new WeakMap();

/** Empties a list and keeps it empty. @param {any[]} list */
const shut = (list) => {
  if (!shutLists.has(list)) shutLists.set(list, Object.getOwnPropertyDescriptor(list, 'push'));
  list.length = 0;
  // UET reads the visitor's word from its list when it comes.
  list.push = (...entries) => (entries[0] == 'consent' ? Array.prototype.push.apply(list, entries) : 0);
};

/** @param {any[]} list */
const open = (list) => {
  if (!shutLists.has(list)) return;
  const own = shutLists.get(list);
  if (own) Object.defineProperty(list, 'push', own);
  else Reflect.deleteProperty(list, 'push');
  shutLists.delete(list);
};

/** One whose marked tag has not run has nothing to be told with. @param {string} vendor @param {number} place */
const tell = (vendor, place) => {
  const said = words(vendor, place);
  if (said && inside.global(vendor).name in window) inside.call(vendor, said);
};

/** As it is in samtykke.js. @type {(vendor: string) => unknown} */
let queueFirst;

/** What Rust can ask for a vendor. @type {Record<string, (vendor: string) => void>} */
export const vendors = {
  /** Empties the queue and keeps it empty; other Google tags of this turn may still want theirs. */
  forget(vendor) {
    inside.queued.delete(vendor);
    const { name, queue, handler } = inside.global(vendor);
    if (name == 'gtag') queueMicrotask(() => runsGoogle() || forget('gtag', 'queue', 'send'));
    else if (queue) forget(name, queue, handler);
    else shut(inside.list(name));
  },

  /** Opens again what was shut. */
  queue(vendor) {
    const { name, queue } = inside.global(vendor);
    if (!queue && name != 'gtag') open(inside.list(name));
    queueFirst(vendor);
  },

  grant: (vendor) => tell(vendor, GRANT),

  revoke: (vendor) => tell(vendor, REVOKE),

  /** Of vendors of marked tags, and those of a container, the catalogue is asked first. */
  sweep(vendor) {
    const isManaged = inside.catalogue[vendor]?.[1];
    if (isManaged) sweep(vendor, words(vendor, LEFTOVERS));
    if (!isAnythingHere()) return;
    if (!isManaged) sweeping.push(factsOf(vendor).then((facts) => sweep(vendor, left(facts))));
    else if (vendor == CONTAINER && inside.running.has(vendor)) sweeping.push(allFacts().then(sweepContainer));
  },
};

/** @param {import('./facts.js').Facts} facts */
const left = ({ cookies = {}, storage = [], keep = [] }) => [...Object.keys(cookies), ...storage].filter((name) => !keep.includes(name)).join(' ');

/** A container that has run may have run anybody. What the owner stores himself, and who is allowed, stays. @param {Record<string, import('./facts.js').Facts>} all */
const sweepContainer = (all) => {
  const consent = /** @type {any} */ (inside.consent());
  for (const [vendor, facts] of Object.entries(all)) {
    const isRefused = /^(statistics|marketing)$/.test(`${facts.purpose}`) && !consent[`${facts.purpose}`];
    if (isRefused && !consent.vendors[vendor] && !mayRun(vendor)) sweep(vendor, left(facts));
  }
};
