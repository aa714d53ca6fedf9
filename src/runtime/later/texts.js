// The settings layer's texts. `samtykke.js` and its sisters hold the first layer's only.
import { warn } from '../warn.js';
import { inside } from './inside.js';

/** In English; put in when the file is packed. @type {any} */
const ENGLISH = 'samtykke:texts';

/** @type {Promise<void> | undefined} */
let preparing;

const complete = async () => {
  const { language, save } = inside.texts();
  if (save) return; // The first layer's were fetched, and these with them.
  let found = {};
  if (language != ENGLISH.language) {
    found = await inside.json(inside.beside(`texts/${language}.json`)).catch((error) => warn('texts-missing', language, error));
  }
  inside.use({ ...ENGLISH, ...inside.texts() });
  inside.use({ ...found, language });
};

/** @type {Promise<Record<string, string>> | undefined} */
let declared;

/** Those of the declaration, in the dialog's language; nothing where they cannot be had. */
export const declaration = () => {
  const file = inside.beside(`texts/declaration/${inside.host.lang}.json`);
  return (declared ??= inside.json(file, 30_000).catch((error) => (warn('texts-missing', file, error), {})));
};

/** Settles when the texts are here, be it in English. */
export const prepare = () => (preparing ??= complete());
