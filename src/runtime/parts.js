// Files that few pages need, loaded behind the first turn: the record, where the owner keeps one, and the cookie page.
import { catalogue } from './catalogue.js';
import { ask, save } from './gate.js';
import { insert } from './insert.js';
import { beside, json, pairs, settings } from './settings.js';
import { host } from './texts.js';
import { warn } from './warn.js';

/** @param {string} name */
const load = (name) => {
  const file = /** @type {any} */ (insert(beside(`samtykke-${name}.js`)));
  file.onload = () => file.adopt({ settings, pairs, catalogue, language: host.lang, beside, json, warn, save, ask });
};

/** What the page wants of them. */
export const loadParts = () => {
  if (settings.endpoint) load('record');
  if (document.readyState == 'loading') document.addEventListener('readystatechange', look, { once: true });
  else look();
};

/** The cookie page's element can only be missed once the page is read. */
const look = () => document.querySelector('samtykke-declaration') && load('declaration');
