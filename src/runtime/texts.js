// The texts the visitor reads, in the visitor's language.
import { beside, json, settings } from './settings.js';
import { warn } from './warn.js';

/** The first layer's texts in the file's own language; put in when the file is packed. @type {any} */
let all = 'samtykke:texts';

/** All texts there are so far, by name. @returns {Record<string, string>} */
export const texts = () => all;

/** The languages there are texts in; put in when the file is packed. */
const AVAILABLE = 'samtykke:languages'.split(' ');

/** The host element of all we show. Its id lets scanners find the banner in every language. */
export const host = document.createElement('samtykke-banner');
host.id = 'samtykke-consent';

/** The owner's own text goes before ours. @param {string} name */
export const text = (name) => settings['texts.' + name] ?? all[name];

/** The first language the page or the browser asks for that there are texts in; `no` means bokmål. */
const wanted = () =>
  [settings.lang, document.documentElement.lang, ...navigator.languages]
    .map((tag) => `${tag}`.toLowerCase().split('-')[0].replace(/^no$/, 'nb'))
    .find((language) => AVAILABLE.includes(language)) || 'en';

/** @param {any} found the texts to use from now on */
export const use = (found) => {
  all = { ...all, ...found };
  host.lang = all.language;
  host.dir = /^(ar|he)$/.test(all.language) ? 'rtl' : 'ltr';
};

/**
 * Fetches the texts of the visitor's language if they are not inside.
 *
 * @returns {Promise<void> | undefined} settles when the texts are here, or cannot be had; nothing if they are inside
 */
export const prepare = () => {
  use(all);
  const language = wanted();
  if (language == all.language) return;
  return json(beside(`texts/${language}.json`)).then(use, (error) => warn('texts-missing', language, error));
};
