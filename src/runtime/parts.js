// The files beside ours: each hands a function over, and gets what it needs from us.
import { catalogue } from './catalogue.js';
import { insert } from './insert.js';
import { PATIENCE, beside, pairs } from './settings.js';
import { queueAll } from './gate.js';
import { beginnings, isFurther } from './vendors.js';
import { warn } from './warn.js';

/** @typedef {(known: typeof catalogue, settings: typeof pairs, particulars: typeof beginnings) => void} Adopt makes further vendors known */

/**
 * Loads a file.
 *
 * @param {string} name
 * @returns {Promise<((...given: any[]) => void) | undefined>} what it hands over; nothing if it does not come, which the owner is told
 */
export const part = (name) =>
  new Promise((done) => {
    const file = /** @type {HTMLScriptElement & { adopt?: () => void }} */ (insert(beside(name)));
    for (const end of ['load', 'error']) file.addEventListener(end, () => done(file.adopt));
  });

/** Whether the owner names a vendor of `samtykke-vendors.js`, or says something of a single vendor. */
export const isNamed = () => pairs.some(([path]) => isFurther(path) || path.startsWith('vendors.'));

/** Makes these vendors known, if one is named; what is not known by then, Rust leaves out. Always settles. */
export const loadVendors = async () => {
  if (!isNamed()) return;
  queueAll();
  const adopt = await Promise.race([part('samtykke-vendors.js'), new Promise((done) => setTimeout(done, PATIENCE))]);
  if (adopt) adopt(catalogue, pairs, beginnings);
  else {
    warn('vendors-missing');
    if (pairs.some(([path, value]) => path.endsWith('.mode') && value == 'basic')) pairs.unshift(['mode', 'basic']);
  }
};
