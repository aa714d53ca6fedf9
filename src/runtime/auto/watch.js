// What the parser puts into the page: seen by an observer until the page is read.
import { LOADERS, hold } from './hold.js';

/**
 * Holds what has been added. The parser may still be inside of an inline script: its text comes in pieces, and only
 * its type is touched.
 *
 * @param {MutationRecord[]} records
 */
const see = (records) => {
  for (const { addedNodes, target } of records) {
    for (const node of addedNodes) {
      if (LOADERS[/** @type {Element} */ (node).localName]) hold(/** @type {Element} */ (node));
    }
    const parent = /** @type {Element} */ (target.nodeType == 3 ? target.parentNode : target);
    if (parent?.localName == 'script') hold(parent);
  }
};

/** Watches until the page is read; what comes later goes through the patches. */
export const watch = () => {
  const observer = new MutationObserver(see);
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  document.addEventListener('DOMContentLoaded', () => {
    see(observer.takeRecords());
    observer.disconnect();
  });
};
