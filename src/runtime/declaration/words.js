// Texts, dates, lives and countries in the language of the dialog.

/** @typedef {import('../record/handover.js').Handover} Handover */

/** @typedef {Record<string, string>} Texts */

const ENGLISH = 'en';

/**
 * The texts of the page and of the dialog, in one language: where a file is missing, both are English.
 *
 * @param {Handover} handover
 * @returns {Promise<Texts>}
 */
export const words = async ({ own, language, beside, json, warn }) => {
  const both = async (/** @type {string} */ of) => {
    const files = await Promise.all([`texts/${of}.json`, `texts/declaration/${of}.json`].map((file) => json(beside(file))));
    return Object.assign({}, ...files);
  };
  let texts;
  try {
    texts = await both(language);
  } catch (error) {
    warn('texts-missing', language, error);
    texts = await both(ENGLISH);
  }
  for (const name in texts) texts[name] = own(name) ?? texts[name];
  return texts;
};

/** A text with a name put in. @param {string} text @param {string} name */
export const put = (text, name) => text.replace('{name}', () => name);

/** @param {string} language @param {Date} date as everywhere in the record: in UTC */
export const day = (language, date) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);

/** The units of a life, in days. @type {[string, number][]} */
const UNITS = [
  ['day', 1],
  ['hour', 1 / 24],
  ['minute', 1 / 1440],
];

/**
 * How long something stays.
 *
 * @param {Texts} texts
 * @param {import('../record/receipt.js').Item} item
 */
export const life = (texts, { kind, days }) => {
  if (days === undefined) return kind == 'storage' ? texts.until_deleted : '';
  if (days == 0) return texts.session;
  const [unit, length] = UNITS.find(([, length]) => days >= length) || UNITS[UNITS.length - 1];
  const number = Math.max(1, Math.round(days / length));
  return new Intl.NumberFormat(texts.language, { style: 'unit', unit, unitDisplay: 'long' }).format(number);
};

/** @param {string} language @param {string} code */
export const country = (language, code) => {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) || code;
  } catch {
    return code;
  }
};
