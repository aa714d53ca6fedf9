// Held tags of the page: found by their marks, released in document order, each at most once.
import { trusted } from './insert.js';
import { arrive } from './late.js';
import { script } from './settings.js';
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

const marked = () => [.../** @type {NodeListOf<Tag>} */ (document.querySelectorAll('[data-samtykke-purpose]'))];

/** The tags that may run and have not. */
const waiting = () => marked().filter((tag) => !released.has(tag) && allowed.has(key(tag)));

/** @param {Tag} tag @returns {tag is Tag & HTMLScriptElement} */
const isScript = (tag) => tag instanceof HTMLScriptElement;

/** The keys of all tags that may still change: what was allowed is asked again. */
export const look = () => {
  allowed = new Set();
  queueMicrotask(releaseAll); // so that all keys of the turn are known, and document order holds
  return new Set(marked().filter((tag) => !isScript(tag) || !released.has(tag)).map(key));
};

/** @param {string} name */
export const release = (name) => void allowed.add(name);

/** Releases one after the other; asks the page again before each, since the visitor may withdraw meanwhile. */
const releaseAll = async () => {
  marked().filter((tag) => released.has(tag) && !isScript(tag) && !allowed.has(key(tag))).forEach(takeBack);
  if (running) return;
  running = true;
  preload(waiting().filter(isScript));
  for (let tag; (tag = waiting()[0]); ) {
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
 * Lets scripts that run one after the other download side by side.
 *
 * @param {HTMLScriptElement[]} scripts
 */
const preload = (scripts) => {
  for (const { src, dataset, nonce, integrity, crossOrigin, type } of scripts.length > 1 ? scripts : []) {
    if (type == 'module' || dataset.type == 'module' || !(src || dataset.src)) continue;
    const link = Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', nonce, integrity, crossOrigin });
    link.href = src || `${dataset.src}`;
    document.head.append(link);
  }
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
    if (!isScript(tag)) {
      tag.src = `${dataset.src}`;
      return done(0);
    }
    tag.remove();
    tag.type = dataset.type || '';
    tag.nonce ||= script.nonce;
    if (dataset.src) tag.src = trusted(dataset.src);
    const finish = arrive(tag);
    const end = () => done(finish());
    if (tag.src && !tag.hasAttribute('async')) {
      tag.addEventListener('load', end);
      tag.addEventListener('error', end);
      setTimeout(end, PATIENCE);
    }
    parentNode?.insertBefore(tag, nextSibling);
    if (!tag.src || tag.hasAttribute('async')) end();
  });

/**
 * Empties a frame or an image whose consent was withdrawn. A new element: taking the address from the old one would leave
 * an entry in the history (measured in WebKit).
 *
 * @param {Tag} tag
 */
const takeBack = (tag) => {
  const held = /** @type {Tag} */ (tag.cloneNode());
  held.removeAttribute('src');
  tag.replaceWith(held);
};
