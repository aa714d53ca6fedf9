// Files that few pages need: the record, where the owner keeps one, and the cookie page, where there is one.
import { warn } from '../warn.js';
import { inside } from './inside.js';
import { prepare } from './texts.js';

/** @typedef {import('../record/handover.js').Handover} Handover */

/** All texts of the dialog, in the language it speaks. */
const texts = async () => {
  await prepare();
  return inside.texts();
};

/** @param {string} name */
const load = async (name) => {
  const { settings, pairs, catalogue, own, beside, json, save, ask, host } = inside;
  const adopt = await inside.part(`samtykke-${name}.js`);
  await inside.fetching(); // Only then is it known which language the dialog speaks.
  /** @type {Handover} */
  const handover = { settings, pairs, catalogue, language: host.lang, texts, own, beside, json, warn, save, ask };
  adopt?.(handover);
};

/** @type {Promise<void> | undefined} */
let declaring;

/** The page has a cookie page's element: it may come with any piece of the page, and later too. */
export const declare = () => void (declaring ??= load('declaration'));

export const loadPages = () => {
  if (inside.settings.endpoint) load('record');
};
