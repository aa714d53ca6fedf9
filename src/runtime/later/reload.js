// Loads the page anew after a withdrawal, where only that stops a vendor.
import { warn } from '../warn.js';

const MARK = 'samtykke-post';

/** @param {(storage: Storage) => unknown} work where storage is refused, nobody can leave a mark either */
const attempt = (work) => {
  try {
    return work(sessionStorage);
  } catch {
    return undefined;
  }
};

/**
 * Whether this page answers a POST. It must not be loaded again then: Chromium would send the form a second time without
 * asking. Browsers do not tell how a page was requested, so the page before leaves a mark.
 */
const isAnswer = attempt((storage) => storage[MARK]);
attempt((storage) => storage.removeItem(MARK));

addEventListener('submit', ({ target }) => {
  if (/** @type {HTMLFormElement} */ (target).method == 'post') attempt((storage) => (storage[MARK] = 1));
});

export const reload = () => {
  if (isAnswer) warn('reload-needed');
  else location.reload();
};
