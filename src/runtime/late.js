// A released script was written for a page that is being read; when it runs, the page may be complete. What it writes,
// and the events it waits for, come late but come.
import { warn } from './warn.js';

/** @param {string} type of an event that happens once in a page's life; whether it is over */
const isOver = (type) =>
  type == 'DOMContentLoaded' ? document.readyState != 'loading' : type == 'load' && document.readyState == 'complete';

/**
 * Watches what a script does while it runs.
 *
 * @param {HTMLScriptElement} script about to be put into the page
 * @returns {() => void} gives it what it waits for: to be called once it has run
 */
export const arrive = (script) => {
  let written = '';
  /** @type {(() => void)[]} */
  const missed = [];
  const { onload } = window;
  const write = document.write;
  const isAtWork = () => document.currentScript == script;

  // It would wipe the page (HTML Standard, "document.write() steps": the page is no longer being parsed).
  document.write = document.writeln = (/** @type {any[]} */ ...texts) => {
    if (isAtWork()) written += texts.join('');
    else write.apply(document, texts);
  };

  for (const target of [document, window]) {
    target.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
      if (isAtWork() && isOver(type)) missed.push(() => (listener.handleEvent || listener).call(target, new Event(type)));
      else EventTarget.prototype.addEventListener.call(target, type, listener, options);
    };
  }

  return () => {
    for (const name of ['write', 'writeln', 'addEventListener']) delete (/** @type {any} */ (document)[name]);
    delete (/** @type {any} */ (window).addEventListener);
    if (window.onload != onload && isOver('load')) missed.push(() => window.onload?.(new Event('load')));
    if (written) script.after(document.createRange().createContextualFragment(written));
    for (const tell of missed) {
      try {
        tell();
      } catch (error) {
        warn('listener-failed', script.src, error);
      }
    }
  };
};
