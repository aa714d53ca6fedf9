// What a vendor has left in the browser.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** Where the catalogue's rows hold what a vendor leaves; `catalogue.js` says what each place means. */
export const LEFTOVERS = 6;

/** When to look again after a sweep, milliseconds: a script that goes on writes its cookies anew. */
const LOOKS = [500, 2000, 10000];

/** The vendors that were swept, with what they leave. @type {Map<string, string>} */
const swept = new Map();

/**
 * Removes what a vendor has left, and looks again whether it comes back.
 *
 * @param {string} vendor
 * @param {string} patterns as `remove` takes them
 */
export const sweep = (vendor, patterns) => {
  if (!patterns) return;
  const { left } = remove(patterns);
  if (left.length) warn('not-removed', `${left}`);
  swept.set(vendor, patterns);
  for (const delay of LOOKS) setTimeout(again, delay);
};

/** Removes what has come back, unless its vendor has been allowed since. */
const again = () => {
  for (const [vendor, patterns] of swept) {
    if (inside.consent().vendors[vendor]) swept.delete(vendor);
    else if (remove(patterns).count) warn('came-back', vendor);
  }
};

/** Whether a vendor that is allowed leaves the same: Google Ads and Floodlight share theirs. @param {string} pattern */
const isShared = (pattern) =>
  Object.entries(inside.consent().vendors).some(([vendor, yes]) => yes && `${inside.catalogue[vendor]?.[LEFTOVERS]}`.split(' ').includes(pattern));

/**
 * Removes cookies, and keys of the local storage.
 *
 * @param {string} patterns names parted by spaces; `*` at the end stands for any rest
 * @returns {{ count: number, left: string[] }} how many are gone, and the cookies that script cannot remove
 */
const remove = (patterns) => {
  const ours = patterns.split(' ').filter((pattern) => !isShared(pattern));
  const known = new RegExp(`^(${ours.join('|').replace(/\*/g, '.*')})$`);
  const cookies = () => inside.jar().split('; ').map((cookie) => cookie.split('=')[0]).filter((name) => known.test(name));
  const found = cookies();
  found.forEach(inside.remove);
  const left = cookies();
  const keys = empty(() => localStorage, known) + empty(() => sessionStorage, known);
  return { count: found.length - left.length + keys, left };
};

/** A browser that refuses storage has none to empty. @param {() => Storage} open @param {RegExp} known */
const empty = (open, known) => {
  try {
    const storage = open();
    const found = Object.keys(storage).filter((key) => known.test(key));
    found.forEach((key) => storage.removeItem(key));
    return found.length;
  } catch {
    return 0;
  }
};
