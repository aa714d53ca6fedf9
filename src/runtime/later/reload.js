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

/** @type {unknown} */
let isAnswer;
let isRead = false;

/**
 * Takes away the mark of the page before. The first look into the storage costs milliseconds on a phone, so nobody waits for it.
 *
 * @returns whether this page answers a POST. It must not be loaded again then: Chromium would send the form a second time
 * without asking. Browsers do not tell how a page was requested, so the page before leaves a mark.
 */
export const answersForm = () => {
  if (!isRead) isAnswer = attempt((storage) => storage[MARK]);
  if (isAnswer && !isRead) attempt((storage) => storage.removeItem(MARK));
  isRead = true;
  return isAnswer;
};

addEventListener('submit', ({ target }) => {
  if (/** @type {HTMLFormElement} */ (target).method != 'post') return;
  answersForm();
  attempt((storage) => (storage[MARK] = 1));
});

export const reload = () => {
  if (answersForm()) warn('reload-needed');
  else location.reload();
};
