// Script elements of our own.
import { script } from './settings.js';
import { record } from './state.js';
import { warn } from './warn.js';

/** @typedef {(text: string) => string} Trust */

/** @type {{ createScriptURL: Trust, createHTML: Trust } | undefined} */
let policy;

try {
  const asItIs = (/** @type {string} */ text) => text;
  policy = /** @type {any} */ (window).trustedTypes?.createPolicy('samtykke', { createScriptURL: asItIs, createHTML: asItIs });
} catch {
  // The page's policy does not name ours: where it demands Trusted Types, scripts by address will fail and say so.
}

/**
 * An address in the form that a script's `src` takes: a page may demand Trusted Types. Rust and the owner's markup name the
 * addresses, so there is nothing to check.
 *
 * @type {Trust}
 */
export const trusted = (url) => (policy ? policy.createScriptURL(url) : url);

/** The same for what a released script has written. @type {Trust} */
export const trustedMarkup = (markup) => (policy ? policy.createHTML(markup) : markup);

/**
 * Loads a script; when it fails the owner is told, and the log if it is a vendor's.
 *
 * @param {string} url
 * @param {string} [vendor]
 */
export const insert = (url, vendor) => {
  const element = document.createElement('script');
  element.nonce = script.nonce;
  element.onerror = () => {
    warn('script-failed', url);
    if (vendor) record(vendor, 'failed', 'script-failed');
  };
  try {
    element.src = trusted(url);
  } catch {
    setTimeout(() => element.dispatchEvent(new Event('error'))); // The page lets nobody name scripts by their address.
  }
  document.head.append(element);
  return element;
};
