// The owner's settings: attributes of our tag, then JSON, as flat [path, value] pairs. Rust checks them.
import { say, warn } from './warn.js';

/** @typedef {[path: string, value: string, form?: string]} Pair a form is that of a setting that Rust does not know */

/** Our tag. A module has no currentScript. */
export const script = /** @type {HTMLScriptElement} */ (
  document.currentScript || document.querySelector('script[src*=samtykke]') || document.createElement('script')
);

/**
 * The address of a file that lies beside our script.
 *
 * @param {string} name
 */
export const beside = (name) => new URL(name, script.src || document.baseURI).href;

/** The settings that have passed the check, by path. @type {Record<string, string>} */
export const settings = Object.create(null);

/** All pairs, the first of a path first. @type {Pair[]} */
export const pairs = [...script.attributes]
  .filter(({ name }) => name.startsWith('data-'))
  .map(({ name, value }) => [name.slice('data-'.length), value.trim()]);

/**
 * Takes the pairs that are right; of several with the same path the first counts. A mode that nobody knows may have been
 * meant as basic.
 *
 * @param {import('./turn.js').Engine} engine
 * @param {(path: string) => string} examples an id of the vendor of this name, or nothing
 */
export const take = (engine, examples) => {
  for (const [path, value, form = examples(path)] of pairs) {
    const problem = engine('check', `${path} ${form}=${value.replace(/[\s,]+/g, ' ')}`);
    if (problem) say(`${problem}: ${path}="${value.slice(0, 99)}"`);
    else settings[path] ??= value;
    if (problem && path == 'mode') settings.mode ??= 'basic';
  }
};

/**
 * Flattens JSON: `{ texts: { accept: 'Yes' } }` becomes `['texts.accept', 'Yes']`; the entries of a list are parted by
 * commas, unless they are objects: those are counted from 0. What is `null` is not set.
 *
 * @param {any} value
 * @param {string} [path]
 * @returns {Pair[]}
 */
const flatten = (value, path = '') =>
  Object(value) === value && !(Array.isArray(value) && Object(value[0]) !== value[0])
    ? Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
    : value == null
      ? []
      : [[path, `${value}`.trim()]];

/** When settings cannot be read, they may have asked for basic mode: then Google gets no pings. */
const unreadable = (/** @type {string} */ place, /** @type {unknown} */ error) => {
  pairs.push(['mode', 'basic']);
  warn('settings-unreadable', place, error);
};

/** Adds the settings inside the page. */
export const addInline = () => {
  try {
    pairs.push(...flatten(JSON.parse(document.getElementById('samtykke-settings')?.textContent || '{}')));
  } catch (error) {
    unreadable('#samtykke-settings', error);
  }
};

/** Adds the settings file of `data-config`; always settles. @param {string} url */
export const addFile = (url) =>
  json(url)
    .then((value) => void pairs.push(...flatten(value)))
    .catch((error) => unreadable(url, error));

/** A file that does not come must not keep the visitor from answering, milliseconds. */
export const PATIENCE = 3000;

/**
 * @param {string} url
 * @param {number} [patience] milliseconds
 * @returns {Promise<any>}
 */
export const json = async (url, patience = PATIENCE) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
};
