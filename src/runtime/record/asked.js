// What the visitor was asked: hashes of the exact texts and of the settings.

/** @typedef {import('./handover.js').Handover} Handover */

/**
 * @typedef {object} Asked
 * @property {string} language
 * @property {string} texts SHA-256 of the dialog's texts in that language, the owner's own put in; empty without HTTPS
 * @property {string} settings SHA-256 of the owner's settings
 */

/**
 * As RFC 8785 writes an object of texts: members sorted, no spaces.
 *
 * @param {Record<string, string>} texts
 */
export const canonical = (texts) =>
  `{${Object.keys(texts).sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(texts[name])}`).join()}}`;

/**
 * In hexadecimal digits; empty where the browser does not compute it (a page without HTTPS).
 *
 * @param {string} text
 */
export const sha256 = async (text) => {
  const bytes = await /** @type {SubtleCrypto | undefined} */ (crypto.subtle)?.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes || new ArrayBuffer(0))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** A hash as a UUID of version 8 (RFC 9562), or a random one. @param {string} hash */
export const uuid = (hash) => {
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const [, first, second, third, fourth, fifth] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(hash || random()) || [];
  return [first, second, hash ? `8${third}` : `4${third}`, `8${fourth}`, fifth].join('-');
};

/** The dialog's texts as the visitor saw them. @param {Handover} handover */
const shown = async ({ own, texts }) => {
  const all = { ...(await texts()) };
  for (const name in all) all[name] = own(name) ?? all[name];
  return all;
};

/** @param {Handover} handover @returns {Promise<Asked>} */
export const asked = async (handover) => {
  const texts = await shown(handover);
  return { language: texts.language, texts: await sha256(canonical(texts)), settings: await sha256(canonical(handover.settings)) };
};
