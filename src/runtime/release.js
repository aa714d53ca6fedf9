// Held tags of the page: found by their marks, released in document order, each at most once.
import { trusted } from './insert.js';
import { warn } from './warn.js';

/** @typedef {HTMLElement & { src: string }} Tag */

/** Keys that may run now; replaced at every look at the page. @type {Set<string>} */
let allowed;
/** @type {WeakSet<Element>} */
const released = new WeakSet();
let running = false;

/** A hanging tag must not hold back those behind it, milliseconds. */
const PATIENCE = 8000;

/** @param {Tag} tag `purpose` or `purpose/vendor` */
const key = ({ dataset: { samtykkePurpose, samtykkeVendor } }) =>
  `${samtykkePurpose}${samtykkeVendor ? '/' + samtykkeVendor : ''}`.replace(/\s/g, '');

const held = () =>
  [.../** @type {NodeListOf<Tag>} */ (document.querySelectorAll('[data-samtykke-purpose]'))].filter(
    (tag) => !released.has(tag),
  );

/** The keys of all held tags; what was allowed is asked again. */
export const look = () => {
  allowed = new Set();
  return new Set(held().map(key));
};

/** @param {string} name */
export const release = (name) => {
  allowed.add(name);
  queueMicrotask(releaseAll); // so that all keys of the turn are known, and document order holds
};

/** Releases one after the other; asks the page again before each, since the visitor may withdraw meanwhile. */
const releaseAll = async () => {
  if (running) return;
  running = true;
  for (let tag; (tag = held().find((candidate) => allowed.has(key(candidate)))); ) {
    released.add(tag);
    try {
      await run(tag);
    } catch (error) {
      warn('release-failed', key(tag), error);
    }
  }
  running = false;
};

/**
 * Gives a held tag its address. A script is put in again, the same node, so that nonce, integrity and
 * `document.currentScript` are its own; settles when the next tag may run.
 *
 * @param {Tag} tag
 */
const run = (tag) =>
  new Promise((done) => {
    const { dataset, nextSibling, parentNode } = tag;
    const isScript = tag instanceof HTMLScriptElement;
    if (isScript) {
      tag.remove();
      tag.type = dataset.type || '';
    }
    if (dataset.src) tag.src = isScript ? trusted(dataset.src) : dataset.src;
    if (isScript) parentNode?.insertBefore(tag, nextSibling);
    if (!isScript || !tag.src || tag.hasAttribute('async')) return done(0);
    tag.addEventListener('load', done);
    tag.addEventListener('error', done);
    setTimeout(done, PATIENCE);
  });
