// Loads the page anew after a withdrawal, where only that stops a vendor.
import { warn } from '../warn.js';

const MARK = 'samtykke-post';

/** @param {(storage: Storage) => any} work where storage is refused, nobody can leave a mark either */
const attempt = (work) => {
  try {
    return work(sessionStorage);
  } catch {
    return undefined;
  }
};

/** @type {string | undefined} */
let mark;

/**
 * Takes away the mark of the page before. The first look into the storage costs milliseconds on a phone, so nobody waits for it.
 *
 * @returns something where this page answers a POST. It must not be loaded again then: Chromium would send the form a second
 * time without asking. Browsers do not tell how a page was requested, so the page before leaves a mark.
 */
export const answersForm = () => (mark ??= attempt((storage) => [storage[MARK], storage.removeItem(MARK)].join('')) || '');

addEventListener('submit', ({ target }) => {
  if (/** @type {HTMLFormElement} */ (target).method != 'post') return;
  answersForm();
  attempt((storage) => (storage[MARK] = 1));
});

export const reload = () => {
  if (answersForm()) warn('reload-needed');
  else location.reload();
};
