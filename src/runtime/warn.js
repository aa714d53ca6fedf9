// The one way to speak to the owner: a console line with a name, which the decision log keeps. Nothing is ever thrown into the page.

/**
 * @param {string} name what is wrong, in one hyphenated word
 * @param {string} where what it is about
 * @param {unknown} [error]
 */
export const warn = (name, where = '', error = '') => say(`${name} ${where} ${error}`);

/** Every file of ours has a copy of this module; the log is one. @param {string} text */
export const say = (text) => {
  console.warn('samtykke: ' + text);
  /** @type {any} */ (window).samtykke?.log?.push?.([performance.now(), 'samtykke', 'warning', text]);
};
