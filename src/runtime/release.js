// Held tags of the page: found by their marks, released in document order, each at most once.

/** @typedef {HTMLElement & { src: string }} Tag */

/** Keys that may run now; replaced at every look at the page. @type {Set<string>} */
let allowed = new Set();
/** @type {WeakSet<Element>} */
const released = new WeakSet();
let running = false;

/** A hanging tag must not hold back those behind it, milliseconds. */
const PATIENCE = 8000;

/** @param {Tag} tag `purpose` or `purpose/vendor` */
const key = ({ dataset }) => [dataset.samtykkePurpose, dataset.samtykkeVendor].filter(Boolean).join('/').replace(/\s/g, '');

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
  if (!running) queueMicrotask(releaseAll);
};

/** Releases one after the other; asks the page again before each, since the visitor may withdraw meanwhile. */
const releaseAll = async () => {
  if (running) return;
  running = true;
  preload(held().filter((tag) => allowed.has(key(tag))));
  for (let tag; (tag = held().find((candidate) => allowed.has(key(candidate)))); ) {
    released.add(tag);
    if (tag instanceof HTMLScriptElement) await execute(tag);
    else if (tag.dataset.src) tag.src = tag.dataset.src;
  }
  running = false;
};

/**
 * Lets several scripts download at once although they run in order.
 *
 * @param {Tag[]} tags
 */
const preload = (tags) => {
  const scripts = tags.filter((tag) => tag instanceof HTMLScriptElement && (tag.dataset.src || tag.src));
  if (scripts.length > 1) {
    for (const tag of /** @type {(Tag & HTMLScriptElement)[]} */ (scripts)) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'preload', as: 'script', href: tag.dataset.src || tag.src, nonce: tag.nonce });
      link.crossOrigin = tag.crossOrigin;
      link.integrity = tag.integrity;
      document.head.append(link);
    }
  }
};

/**
 * Runs a held script: the same node again, so that nonce, integrity and `document.currentScript` are its own. Settles
 * when the next one may run.
 *
 * @param {HTMLScriptElement} script
 */
const execute = (script) =>
  new Promise((done) => {
    const { parentNode, nextSibling } = script;
    if (!parentNode) return done(0);
    script.remove();
    script.type = script.dataset.type || 'text/javascript';
    if (script.dataset.src) script.src = script.dataset.src;
    if (script.src && !script.hasAttribute('async')) {
      script.addEventListener('load', done);
      script.addEventListener('error', done);
      setTimeout(done, PATIENCE);
    } else done(0);
    parentNode.insertBefore(script, nextSibling);
  });
