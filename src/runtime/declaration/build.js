// Makes elements: attributes and text nodes, never HTML.

/** @typedef {Node | string | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | undefined>} [attributes] `true` is one without a value; none for `false` and nothing
 * @param {Child[]} children
 * @returns {HTMLElement}
 */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child)));
  return element;
};

/** @param {string} text @param {Record<string, string>} attributes @param {() => unknown} [press] */
export const button = (text, attributes, press) => {
  const element = make('button', { type: 'button', ...attributes }, text);
  if (press) element.addEventListener('click', press);
  return element;
};

/** A link, or the text alone where the address is none to link. @param {string} text @param {string | false} [url] */
export const link = (text, url) => (url ? make('a', { href: url, rel: 'noopener' }, text) : text);

/** A list of terms and what is said of them; a term without anything is left out. @param {[string, Child][]} pairs */
export const terms = (pairs) =>
  make('dl', {}, ...pairs.filter(([, said]) => said).map(([term, said]) => make('div', {}, make('dt', {}, term), make('dd', {}, make('bdi', {}, said)))));
