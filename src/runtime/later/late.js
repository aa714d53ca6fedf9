// A released script was written for a page that is being read; when it runs, the page may be complete. What it writes,
// and the events it waits for, come late but come.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** @param {string} type of an event that happens once in a page's life; whether it is over */
const isOver = (type) =>
  type == 'DOMContentLoaded' ? document.readyState != 'loading' : type == 'load' && document.readyState == 'complete';

/**
 * Replaces a method for a while.
 *
 * @param {any} target
 * @param {string} name
 * @param {(original: Function) => Function} make
 * @returns {() => void} puts the original back
 */
const replace = (target, name, make) => {
  const own = Object.getOwnPropertyDescriptor(target, name);
  target[name] = make(target[name].bind(target));
  return () => void (own ? Object.defineProperty(target, name, own) : delete target[name]);
};

/**
 * Watches what a script does while it runs. A module, and one in a shadow root, is not told by `document.currentScript`
 * (https://html.spec.whatwg.org/#dom-document-currentscript): there, whatever no script is known for counts as its own.
 *
 * @param {HTMLScriptElement} script about to be put into the page
 * @param {Node | null} parent where it is put
 * @returns {() => void} gives it what it waits for: to be called once, when it has run
 */
export const arrive = (script, parent) => {
  let written = '';
  /** @type {(() => void)[]} */
  const missed = [];
  const { onload } = window;
  const current = parent?.getRootNode() == document && script.type != 'module' ? script : null;
  const isAtWork = () => document.currentScript == current;

  // It would wipe the page (HTML Standard, "document.write() steps": the page is no longer being parsed).
  const capture = (/** @type {Function} */ write) => (/** @type {any[]} */ ...texts) => {
    if (isAtWork()) written += texts.join('');
    else write(...texts);
  };

  const hear = (/** @type {any} */ target) => (/** @type {Function} */ add) => (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
    if (isAtWork() && isOver(type)) missed.push(() => (listener.handleEvent || listener).call(target, new Event(type)));
    else add(type, listener, options);
  };

  const originals = [
    replace(document, 'write', capture),
    replace(document, 'writeln', capture),
    replace(document, 'addEventListener', hear(document)),
    replace(window, 'addEventListener', hear(window)),
  ];

  return () => {
    originals.forEach((putBack) => putBack());
    if (window.onload != onload && isOver('load')) missed.push(() => window.onload?.(new Event('load')));
    if (written) missed.unshift(() => script.after(document.createRange().createContextualFragment(inside.trustedMarkup(written))));
    for (const come of missed) {
      try {
        come();
      } catch (error) {
        warn('listener-failed', script.src, error);
      }
    }
  };
};
