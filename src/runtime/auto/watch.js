// What the parser puts into the page: seen by an observer until the page is read.
import { hold } from './hold.js';

/** Watches until the page is read; what comes later goes through the patches. */
export const watch = () => {
  // The parser may still be inside of an inline script, whose text comes in pieces: its parent is looked at again, and
  // only its type is touched.
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, target } of records) [...addedNodes, target, target.parentNode].forEach(hold);
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  addEventListener('DOMContentLoaded', () => observer.disconnect());
};
