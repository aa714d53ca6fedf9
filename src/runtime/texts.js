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

/** A text without a letter is no answer, and no name of one. @param {any} text */
const isText = (text) => text?.trim && /\p{L}/u.test(text);

/** In braces stands for how long an answer holds unless the owner says otherwise. @param {string} intro */
const withMonths = (intro) =>
  intro.replace(/{(.*)}/, (_, six) =>
    settings.months
      ? new Intl.NumberFormat([all.language, 'en'], { style: 'unit', unit: 'month', unitDisplay: 'long' }).format(+settings.months)
      : six,
  );

/** The owner's own text, in this language or in all. @param {string} name @returns {string | undefined} */
export const own = (name) => [`texts.${all.language}.${name}`, 'texts.' + name].map((path) => settings[path]).find(isText);

/** The owner's own goes before ours. @param {string} name */
export const text = (name) => {
  const found = own(name) ?? all[name];
  return name == 'intro' ? withMonths(found) : found;
};

/** The first language the page or the browser asks for that there are texts in; `no` means bokmål, and Serbian is Cyrillic. */
const wanted = () =>
  [settings.lang, document.documentElement.lang, ...navigator.languages]
    .map((tag) => `${tag}`.toLowerCase().replace(/^sr-latn/, '').split('-')[0].replace(/^no$/, 'nb'))
    .find((language) => AVAILABLE.includes(language)) || 'en';

/** @param {any} found the texts to use from now on, as far as they are texts */
export const use = (found) => {
  all = { ...all, ...Object.fromEntries(Object.entries(found).filter(([, text]) => isText(text))) };
  host.lang = all.language;
  host.dir = /^(ar|he)$/.test(all.language) ? 'rtl' : 'ltr';
};

/** @param {string} language @returns {Promise<void>} */
const fetchTexts = async (language) => {
  try {
    const found = await json(beside(`texts/${language}.json`));
    const missing = Object.keys(all).filter((name) => !isText(found[name]));
    if (missing.length) warn('texts-missing', language, missing);
    use({ ...found, language });
  } catch (error) {
    warn('texts-missing', language, error);
    if (/^(nn|se)$/.test(language)) await fetchTexts('nb');
  }
};

/**
 * Fetches the texts of the visitor's language if they are not inside.
 *
 * @returns {Promise<void> | undefined} settles when the texts are here, or cannot be had; nothing if they are inside
 */
export const prepare = () => {
  use(all);
  const language = wanted();
  return language == all.language ? undefined : fetchTexts(language);
};
