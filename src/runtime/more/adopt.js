// Makes further vendors known to samtykke.js, before it checks the settings.
import { warn } from '../warn.js';
import { begin, listen } from './calls.js';
import { addresses } from './particulars.js';
import { forms, rows } from './rows.js';

/** @typedef {import('../catalogue.js').Vendor} Vendor */

/** Purposes that an owner can give to an own vendor, with their numbers in the catalogue. @type {Record<string, number>} */
const PURPOSES = { necessary: 0, functional: 1, statistics: 2, marketing: 4 };
/** In the catalogue: it pings without cookies while consent is denied. */
const PINGS = 8;
/** In the catalogue: its script goes on whatever it is told. */
const RELOAD = 32;
/** How an id looks that an owner makes up. */
const ID = /^[a-z][a-z0-9-]*$/;
/** Those are other settings. */
const SETTINGS =
  /^(mode|layout|position|logo|months|opt-out-regions|wait-for-update|url-passthrough|do-not-track|revision|domain|lang|policy|endpoint|config|cfasync|auto|texts|vendors|services|controllers|cookies|retention|necessary|functional|statistics|marketing)$/;
/** Names of cookies or keys: a `*` only behind enough to know the vendor by. */
const LEFTOVER = /^[\w.-]+$|^[\w.-]{3,}\*$/;

/** @type {import('../parts.js').Adopt} */
export const adopt = (catalogue, pairs, beginnings) => {
  const setting = (/** @type {string} */ path) => pairs.find((pair) => pair[0] == path)?.[1] || '';
  for (const [id, row] of Object.entries(rows)) {
    // The calls that begin wait until it runs: they go in front of those that the page has made meanwhile.
    const [global, kind, example, script, , name, leftovers] = row;
    catalogue[id] = [global, kind, example, addresses[id]?.(setting(id).split(/[\s,]+/)[0]) ?? script, '', name, leftovers];
    beginnings[id] = (ids, element) => begin(id, row, ids, element);
  }
  listen(rows);
  for (const id of single(pairs)) {
    const of = (/** @type {string} */ field) => setting(`vendors.${id}.${field}`);
    // One that may not ping must not go on pinging after a withdrawal either.
    if (of('mode') == 'basic' && catalogue[id]?.[1] & PINGS) catalogue[id][1] += RELOAD - PINGS;
    if (catalogue[id]) reclassify(id, catalogue[id], of('purpose'));
    else if (own(catalogue, id, of)) pairs.push([id, id]);
  }
};

/** The vendors that settings of their own speak of; gives these settings their forms. @param {import('../settings.js').Pair[]} pairs */
const single = (pairs) => {
  const ids = new Set();
  for (const pair of pairs) {
    const [, id, field] = /^vendors\.([^.]*)\.(\w+)$/.exec(pair[0]) || [];
    if (!forms[field]) continue;
    pair[2] = forms[field];
    ids.add(id);
  }
  return ids;
};

/**
 * An owner may declare exempt what stores nothing; it is listed all the same.
 *
 * @param {string} id
 * @param {Vendor} row
 * @param {string} purpose
 */
const reclassify = (id, row, purpose) => {
  if (!purpose) return;
  if (rows[id] && !row[6] && purpose == 'necessary') row[1] = RELOAD;
  else warn('not-exempt', `vendors.${id}.purpose="${purpose}"`);
};

/**
 * A vendor that only the owner knows. What Rust finds wrong in its settings is named there.
 *
 * @param {Record<string, Vendor>} catalogue
 * @param {string} id
 * @param {(field: string) => string} of
 */
const own = (catalogue, id, of) => {
  const kind = PURPOSES[of('purpose')];
  const isNew = ID.test(id) && !SETTINGS.test(id);
  if (!isNew || !of('name') || !(kind >= 0) || !isAddress(of('script'))) return warn('vendor-incomplete', `vendors.${id}`);
  const leftovers = of('cookies').split(/[\s,]+/).filter((name) => LEFTOVER.test(name) && !isOurs(name));
  catalogue[id] = [`samtykke-${id}`, kind + RELOAD, id, of('script'), '', of('name'), leftovers.join(' ')];
  return true;
};

/** @param {string} url */
const isAddress = (url) => {
  try {
    return url && /^https?:$/.test(new URL(url, document.baseURI).protocol);
  } catch {
    return false;
  }
};

/** Whether a pattern means the cookie that holds the choice. @param {string} name */
const isOurs = (name) => name == 'samtykke' || (name.endsWith('*') && 'samtykke'.startsWith(name.slice(0, -1)));
