// Of important styles in layers those of the layer named first win, and ours is named last. Where the page has layers of its
// own, ours is named in front of them.
import { inside } from './inside.js';

/** @param {CSSStyleSheet} sheet */
const hasLayers = (sheet) => {
  try {
    return [...sheet.cssRules].some((rule) => /^CSSLayer/.test(rule.constructor.name));
  } catch {
    return true; // Of another host's sheet we are not told.
  }
};

export const claim = () => {
  if (![...document.styleSheets].some(hasLayers)) return;
  const first = document.createElement('style');
  first.nonce = inside.nonce;
  document.head.prepend(first);
  first.sheet?.insertRule('@layer samtykke'); // None where the page's policy forbids styles of this kind.
};
