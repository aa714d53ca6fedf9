// Vendors that few sites name: how they are managed lies in a file of its own, `samtykke-vendors.js`.
import { catalogue } from './catalogue.js';
import { insert } from './insert.js';
import { PATIENCE, beside, pairs } from './settings.js';
import { beginnings, isFurther, queueEarly } from './vendors.js';
import { warn } from './warn.js';

/** @typedef {(known: typeof catalogue, settings: typeof pairs, particulars: typeof beginnings) => void} Adopt makes them known */

/** Whether the owner names one of them, or says something of a single vendor. */
export const isNamed = () => pairs.some(([path]) => isFurther(path) || path.startsWith('vendors.'));

/** Makes them known, if one is named; what is not known by then, Rust leaves out. Always settles. */
export const loadMore = async () => {
  if (!isNamed()) return;
  queueEarly();
  const file = /** @type {HTMLScriptElement & { adopt?: Adopt }} */ (insert(beside('samtykke-vendors.js')));
  await new Promise((done) => {
    file.onload = file.onerror = done;
    setTimeout(done, PATIENCE);
  });
  if (file.adopt) file.adopt(catalogue, pairs, beginnings);
  else warn('vendors-missing', file.src);
};
