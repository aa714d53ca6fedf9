// What scripts put into the page: held before the browser sees it.
import { ATTRIBUTES, LOADERS, PURPOSE, guard, hold, holdTree } from './hold.js';
import { patch } from './patch.js';

const INSERTIONS =
  'appendChild insertBefore replaceChild append prepend before after replaceWith replaceChildren insertAdjacentElement insertNode'.split(' ');

/** What makes elements of text. */
const TEXTS = 'innerHTML outerHTML setHTMLUnsafe insertAdjacentHTML createContextualFragment'.split(' ');

/** Opening tags that may load from elsewhere. */
const TAGS = new RegExp(`<(?:${LOADERS.join('|')})\\b[^>]*//[^>]*>`, 'gi');

/** The browser's own parser of text; what it makes loads nothing. */
const parser = new DOMParser();

/**
 * Holds the tags in a text that is about to become part of the page. Its structure is left as it is.
 *
 * @param {any} text a string or a TrustedHTML
 */
const holdText = (text) => {
  const held = `${text}`.replace(TAGS, (tag) => {
    const element = parser.parseFromString(tag, 'text/html').querySelector(`${LOADERS}`);
    hold(element);
    return element?.hasAttribute(PURPOSE) ? element.outerHTML.replace(/<\/\w+>$/, '') : tag;
  });
  return held == `${text}` ? text : held;
};

/** The beginning of a tag at the end of what was written. */
let begun = '';

/** `document.write` takes tags in pieces. @param {string} text */
const holdPieces = (text) => {
  const [rest] = /<[a-z]*(\s[^>]*)?$/i.exec((text = begun + text)) || [''];
  begun = rest;
  return holdText(text.slice(0, text.length - rest.length));
};

const guardAddresses = () => {
  const prototypes = LOADERS.map((name) => Object.getPrototypeOf(document.createElement(name)));
  for (const prototype of [...prototypes, HTMLMediaElement.prototype]) {
    for (const name of ATTRIBUTES) {
      patch(prototype, [name], (original) => function (value) {
        if (!guard(this, name, value)) original.call(this, value);
      });
    }
  }
  // An attribute node, or name and value behind whatever else.
  patch(Element.prototype, ['setAttribute', 'setAttributeNS', 'setAttributeNode'], (original) => function (...words) {
    const [{ name, value }] = words;
    const [last, text] = name ? [name, value] : words.slice(-2);
    return guard(this, `${last}`.toLowerCase().replace(/.*:/, ''), text) ? null : original.apply(this, words);
  });
};

const guardTexts = () => {
  for (const { prototype } of [Element, ShadowRoot, Range]) {
    patch(prototype, TEXTS, (original) => function (...words) {
      return original.apply(this, words.map(holdText));
    });
  }
  patch(Document.prototype, ['write', 'writeln'], (original) => function (...texts) {
    original.call(this, holdPieces(texts.join('')));
  });
};

/** Patches whatever puts an element or its address into the page. */
export const guardInsertions = () => {
  for (const { prototype } of [Node, Element, DocumentFragment, CharacterData, Range]) {
    patch(prototype, INSERTIONS, (original) => function (...nodes) {
      nodes.forEach(holdTree);
      return original.apply(this, nodes);
    });
  }
  guardAddresses();
  guardTexts();
};
