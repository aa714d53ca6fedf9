// What the parser puts into the page: seen by an observer until the page is read.
import { hold } from './hold.js';

/** Watches until the page is read; what comes later goes through the patches. */
export const watch = () => {
  // The parser adds one node at a time. It may still be inside of an inline script, whose text comes in pieces: then the
  // script is looked at again, and only its type is touched.
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, target } of records) {
      const node = /** @type {Element} */ (addedNodes[0] || target);
      hold(node.localName ? node : node.parentNode);
    }
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  addEventListener('DOMContentLoaded', () => observer.disconnect());
};
