// The texts the visitor reads, in the visitor's language.
import { host } from './draw.js';
import { beside, json, settings } from './settings.js';
import { warn } from './warn.js';

/** The texts of the file's own language; put in when the file is packed. @type {any} */
let texts = 'samtykke:texts';

/** The languages there are texts in; a test holds them against www/texts. */
const AVAILABLE = 'en nb'.split(' ');

/** What is read by readers of a language that has no texts of its own; `no` means bokmål unless something else is said. */
const FALLBACKS = { no: 'nb', nn: 'nb', se: 'nb' };

/** The owner's own text of this name, else ours. @param {string} name */
export const text = (name) => settings['texts.' + name] ?? texts[name];

/** The first language the page or the browser asks for that there are texts in. */
const wanted = () =>
  [settings.lang, document.documentElement.lang, ...navigator.languages]
    .map((tag) => `${tag}`.toLowerCase().split('-')[0])
    .map((language) => /** @type {any} */ (FALLBACKS)[language] || language)
    .find((language) => AVAILABLE.includes(language)) || 'en';

/**
 * Fetches the texts of the visitor's language if they are not inside.
 *
 * @returns {Promise<unknown> | undefined} settles when the texts are here, or cannot be had; nothing if they are inside
 */
export const prepare = () => {
  host.lang = texts.language;
  const language = wanted();
  if (language == texts.language) return;
  return json(beside(`texts/${language}.json`)).then(
    (fetched) => {
      texts = fetched;
      host.lang = language;
    },
    (error) => warn('texts-missing', language, error),
  );
};
