// Script elements of our own.
import { script } from './settings.js';
import { record } from './state.js';
import { warn } from './warn.js';

/** @type {{ createScriptURL: (url: string) => string } | undefined} */
let policy;

/**
 * The address in the form that a script's `src` takes: a page may demand Trusted Types. Rust and the owner's markup name
 * the addresses, so there is nothing to check.
 *
 * @param {string} url
 */
export const trusted = (url) => {
  const types = /** @type {any} */ (window).trustedTypes;
  policy ??= types?.createPolicy('samtykke', { createScriptURL: (/** @type {string} */ text) => text });
  return policy ? policy.createScriptURL(url) : url;
};

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
  element.src = trusted(url);
  document.head.append(element);
  return element;
};
