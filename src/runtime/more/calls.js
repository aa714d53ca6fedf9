// How these vendors are called and begun. Their scripts read what their own snippets make; ours makes the same from the
// vendor's documentation, with the calls that begin in front of those that have waited.
import { particulars, signals } from './particulars.js';

/** @typedef {import('../catalogue.js').Vendor} Vendor */

/** @type {any} */
const page = window;

/** A word as a value: JSON, or the text itself. @param {string} word */
const value = (word) => (/^({|true$|false$)/.test(word) ? JSON.parse(word) : word);

/**
 * The catalogue's calls, as lists of words.
 *
 * @param {string} calls
 * @param {string[]} [ids]
 */
const read = (calls, ids = []) =>
  calls
    .split('|')
    .filter(Boolean)
    .flatMap((one) => (one.includes('{id}') ? ids.map((id) => one.replace('{id}', id)) : [one]))
    .map((one) => one.split(' ').map(value));

/** What a list takes for a call. @param {any[]} words */
const entry = (words) => (Object(words[0]) === words[0] ? words[0] : words);

/** The vendors that run, and what they were told last. @type {Map<string, boolean>} */
const told = new Map();

/**
 * Tells a vendor that runs whether it may go on.
 *
 * @param {string} id
 * @param {Vendor} row
 * @param {boolean} isGranted
 */
const tell = (id, [global, , , , , , , grant = '', revoke = ''], isGranted) => {
  if (told.get(id) == isGranted) return;
  told.set(id, isGranted);
  signals[id]?.(isGranted);
  const target = page[global.split(' ')[0]];
  for (const [method, ...words] of read(isGranted ? grant : revoke)) {
    if (typeof target == 'function') target(method, ...words);
    else if (target[method]) target[method](...words);
    else target.push([method, ...words]);
  }
};

/** Tells those that run of every change, before anything else follows from it. @param {Record<string, Vendor>} rows */
export const listen = (rows) =>
  document.addEventListener('samtykke:change', (event) => {
    for (const id of told.keys()) tell(id, rows[id], event.detail.consent.vendors[id] == true);
  });

/**
 * Gives a vendor, whose script has been inserted, what it reads as it starts.
 *
 * @param {string} id
 * @param {Vendor} row
 * @param {string[]} ids
 * @param {HTMLScriptElement} script
 */
export const begin = (id, [global, , , , calls = ''], ids, script) => {
  const [name, queue] = global.split(' ');
  const first = read(calls, ids.map((one) => `${one.split('/').pop()}`));
  const waiting = queue ? page[name][queue] : page[name];
  const entries = [...first.map(entry), ...waiting.splice(0)];
  if (queue) waiting.push(...entries);
  else replace(name, waiting, entries);
  particulars[id]?.(ids, script);
  told.set(id, true);
};

/**
 * Puts a plain list in place of what stood for the vendor; who has kept the old one reaches the new one.
 *
 * @param {string} name
 * @param {any[]} old
 * @param {any[]} entries
 */
const replace = (name, old, entries) => {
  page[name] = Object.assign(entries, { ...old });
  old.push = (/** @type {any[]} */ ...late) => {
    for (const [method, ...words] of late) {
      if (page[name][method]) page[name][method](...words);
      else page[name].push([method, ...words]);
    }
    return 0;
  };
};
