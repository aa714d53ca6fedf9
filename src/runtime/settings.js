// The owner's settings: attributes of our tag, then JSON, as flat [path, value] pairs. Rust reads and checks them.
import { say, warn } from './warn.js';

/** @typedef {[path: string, value: string]} Pair */

/** The settings that have passed the check. @type {Record<string, string>} */
export const settings = Object.create(null);

/**
 * Takes the pairs that pass the check; the first of a path counts.
 *
 * @param {Pair[]} pairs
 * @param {(path: string, value: string) => string} check
 */
export const take = (pairs, check) => {
  for (const [path, value] of pairs) {
    const problem = check(path, value);
    if (problem) say(problem);
    else settings[path] ??= value;
  }
};

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

/** @returns {Pair[]} */
export const attributes = () =>
  [...script.attributes]
    .filter(({ name }) => name.startsWith('data-'))
    .map(({ name, value }) => [name.slice('data-'.length), value.trim()]);

/**
 * Flattens JSON: `{ texts: { accept: 'Yes' } }` becomes `['texts.accept', 'Yes']`; the entries of a list are parted by
 * commas.
 *
 * @param {unknown} value
 * @param {string} path
 * @returns {Pair[]}
 */
export const flatten = (value, path) =>
  value && typeof value == 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
    : [[path, String(value).trim()]];

/** Settings inside the page. @returns {Pair[]} */
export const inline = () => {
  const text = document.getElementById('samtykke-settings')?.textContent;
  try {
    return text ? flatten(JSON.parse(text), '') : [];
  } catch (error) {
    warn('settings-broken', '#samtykke-settings', error);
    return CAUTIOUS;
  }
};

/** When settings cannot be read, they may have asked for basic mode: then Google gets no pings. @type {Pair[]} */
const CAUTIOUS = [['mode', 'basic']];

/**
 * The settings file of `data-config`.
 *
 * @param {string} url
 * @returns {Promise<Pair[]>}
 */
export const file = async (url) => {
  try {
    return flatten(await json(url), '');
  } catch (error) {
    warn('settings-missing', url, error);
    return CAUTIOUS;
  }
};

/**
 * @param {string} url
 * @returns {Promise<unknown>}
 */
export const json = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
};
