// What a vendor has left in the browser.
import { warn } from '../warn.js';
import { inside } from './inside.js';
import { mayRun } from './release.js';

/** Where the catalogue's rows hold what a vendor leaves; `catalogue.js` says what each place means. */
export const LEFTOVERS = 6;

/** How long to wait for each look after a sweep, milliseconds: a script that goes on writes its cookies anew. */
const LOOKS = [500, 1500, 8000];

/** The vendors that were swept, with what they leave. @type {Map<string, string>} */
const swept = new Map();

/** The next look, which is one for all of them. @type {number} */
let next;

/**
 * Removes what a vendor has left, and looks again whether it comes back.
 *
 * @param {string} vendor
 * @param {string} patterns as `remove` takes them
 */
export const sweep = (vendor, patterns) => {
  if (!patterns) return;
  const { left } = remove(patterns);
  if (left[0]) warn('not-removed', `${left}`);
  swept.set(vendor, patterns);
  clearTimeout(next);
  next = setTimeout(look, LOOKS[0], 1);
};

/** Removes what has come back, unless its vendor has been allowed since. @param {number} count of the looks so far, and this one */
const look = (count) => {
  for (const [vendor, patterns] of swept) {
    if (inside.consent().vendors[vendor] || mayRun(vendor)) swept.delete(vendor);
    else if (remove(patterns).count) warn('came-back', vendor);
  }
  if (LOOKS[count]) next = setTimeout(look, LOOKS[count], count + 1);
};

/** Whether a vendor that is allowed leaves the same: Google Ads and Floodlight share theirs. @param {string} pattern */
const isShared = (pattern) =>
  Object.entries(inside.consent().vendors).some(([vendor, yes]) => yes && `${inside.catalogue[vendor]?.[LEFTOVERS]}`.split(' ').includes(pattern));

/** A browser that refuses storage has nothing in it. @param {() => Storage} open */
const keysOf = (open) => {
  try {
    return Object.keys(open());
  } catch {
    return [];
  }
};

const cookies = () => inside.jar().split('; ').map((cookie) => cookie.split('=')[0]);

/** What lies in the browser, looked at once for all vendors of a task. @type {{ cookies: string[], keys: [() => Storage, string[]][] } | undefined} */
let present;

const here = () => {
  if (present) return present;
  queueMicrotask(() => (present = undefined));
  const storages = [() => localStorage, () => sessionStorage];
  return (present = { cookies: cookies(), keys: storages.map((open) => [open, keysOf(open)]) });
};

/** Whether anything lies there but the choice: else nobody need be asked whose it is. */
export const isAnythingHere = () => {
  const { cookies, keys } = here();
  return cookies.some((name) => name && name != 'samtykke') || keys.some(([, names]) => names[0]);
};

/**
 * Removes cookies, and keys of the local storage.
 *
 * @param {string} patterns names parted by spaces; `*` at the end stands for any rest
 * @returns {{ count: number, left: string[] }} how many are gone, and the cookies that script cannot remove
 */
const remove = (patterns) => {
  const ours = patterns.split(' ').filter((pattern) => !isShared(pattern));
  const known = new RegExp(`^(${ours.join('|').replace(/\./g, '\\.').replace(/\*/g, '.*')})$`);
  const among = (/** @type {string[]} */ names) => names.filter((name) => known.test(name));
  const { cookies: all, keys } = here();
  const found = among(all);
  found.forEach(inside.remove);
  const left = found[0] ? among(cookies()) : [];
  let count = found.length - left.length;
  for (const [open, names] of keys) {
    const gone = among(names);
    gone.forEach((key) => open().removeItem(key));
    count += gone.length;
  }
  if (count) present = undefined;
  return { count, left };
};
