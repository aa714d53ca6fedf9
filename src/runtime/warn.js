// The one way to speak to the owner: a console line with a name. Nothing is ever thrown into the page.

/**
 * @param {string} name what is wrong, in one hyphenated word
 * @param {string} where what it is about
 * @param {unknown} [error]
 */
export const warn = (name, where = '', error = '') => say(`${name} ${where} ${error}`);

/** @param {string} text */
export const say = (text) => console.warn('samtykke: ' + text);
