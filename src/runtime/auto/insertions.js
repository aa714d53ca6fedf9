// What scripts put into the page: held before the browser sees it.
import { ATTRIBUTES, LOADERS, guard, holdTree } from './hold.js';
import { patch } from './patch.js';
import { endPieces, holdPiece, holdText, isRaw } from './texts.js';

const INSERTIONS =
  'appendChild insertBefore replaceChild append prepend before after replaceWith replaceChildren insertAdjacentElement insertNode'.split(' ');

/** What makes elements of text: of an element's own, and of others. */
const OWN_TEXTS = ['innerHTML', 'setHTMLUnsafe'];
const TEXTS = ['outerHTML', 'insertAdjacentHTML', 'createContextualFragment'];

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
    patch(prototype, OWN_TEXTS, (original) => function (...words) {
      return original.apply(this, isRaw(this) ? words : words.map(holdText));
    });
    patch(prototype, TEXTS, (original) => function (...words) {
      return original.apply(this, words.map(holdText));
    });
  }
  patch(Document.prototype, ['write'], () => function (...texts) {
    holdPiece(this, texts.join(''));
  });
  patch(Document.prototype, ['writeln'], () => function (...texts) {
    holdPiece(this, texts.join('') + '\n');
  });
  patch(Document.prototype, ['close'], (original) => function () {
    endPieces(this);
    original.call(this);
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
