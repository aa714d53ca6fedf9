// What scripts put into the page: held before the browser sees it.
import { LOADERS, NAMES, guard, hold, holdTree } from './hold.js';
import { methods, setter } from './patch.js';

const page = /** @type {any} */ (window);

/** Elements with properties that load. */
const INTERFACES = 'Script Image IFrame Embed Object Input Source Media Video Link Anchor'.split(' ');

const INSERTIONS =
  'appendChild insertBefore replaceChild append prepend before after replaceWith replaceChildren moveBefore insertAdjacentElement insertNode';

/** Opening tags that may load from elsewhere. */
const TAGS = new RegExp(`<(?:${NAMES.join('|')})\\b[^>]*//[^>]*>`, 'gi');

/** The browser's own parser of text; what it makes loads nothing. */
const parser = new DOMParser();

/**
 * Holds the tags in a text that is about to become part of the page. Its structure is left as it is.
 *
 * @param {any} text a string or a TrustedHTML
 */
const holdText = (text) => {
  const held = `${text}`.replace(TAGS, (tag) => {
    const element = parser.parseFromString(tag, 'text/html').querySelector(`${NAMES}`);
    if (!element) return tag;
    hold(element);
    return element.matches('[data-samtykke-purpose]') ? element.outerHTML.replace(/<\/\w+>$/, '') : tag;
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

const guardProperties = () => {
  for (const type of INTERFACES) {
    for (const name of new Set(Object.values(LOADERS).flat())) {
      setter(page[`HTML${type}Element`]?.prototype, name, (original) => function (value) {
        if (!guard(this, name, value)) original.call(this, value);
      });
    }
  }
  const { prototype } = Element;
  methods(prototype, 'setAttribute', (original) => function (name, value) {
    if (!guard(this, `${name}`.toLowerCase(), value)) original.call(this, name, value);
  });
  methods(prototype, 'setAttributeNS', (original) => function (space, name, value) {
    if (!guard(this, `${name}`.replace(/.*:/, ''), value)) original.call(this, space, name, value);
  });
  methods(prototype, 'setAttributeNode', (original) => function (attribute) {
    return guard(this, attribute.name, attribute.value) ? null : original.call(this, attribute);
  });
};

const guardTexts = () => {
  for (const { prototype } of [Element, ShadowRoot]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      setter(prototype, name, (original) => function (text) {
        original.call(this, holdText(text));
      });
    }
    methods(prototype, 'setHTMLUnsafe insertAdjacentHTML', (original) => function (...words) {
      original.apply(this, words.map(holdText));
    });
  }
  methods(Range.prototype, 'createContextualFragment', (original) => function (text) {
    return original.call(this, holdText(text));
  });
  for (const [name, end] of [['write', ''], ['writeln', '\n']]) {
    methods(Document.prototype, name, (original) => function (...texts) {
      original.call(this, holdPieces(texts.join('') + end));
    });
  }
};

/** Patches whatever puts an element or its address into the page. */
export const guardInsertions = () => {
  for (const { prototype } of [Node, Element, DocumentFragment, Document, CharacterData, Range]) {
    methods(prototype, INSERTIONS, (original) => function (...nodes) {
      nodes.forEach(holdTree);
      return original.apply(this, nodes);
    });
  }
  guardProperties();
  guardTexts();
};
