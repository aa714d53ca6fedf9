// Loads the page anew after a withdrawal, where only that stops a vendor.
import { warn } from '../warn.js';
import { inside } from './inside.js';
import { sweeping } from './vendors.js';

/** A catalogue that does not come must not keep the vendor running, milliseconds. */
const PATIENCE = 1000;

const MARK = 'samtykke-post';

/** The answer that the page before was loaded anew for has not been confirmed. */
const SAID = 'samtykke-said';

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

/** Confirms an answer that has loaded the page anew: whoever hears the page would not know. */
export const confirm = () => {
  const said = attempt((storage) => storage[SAID]);
  if (!said) return;
  attempt((storage) => storage.removeItem(SAID));
  if (said[0] == '#' && !location.hash) location.replace(said);
  inside.actions.say('saved');
};

addEventListener('submit', ({ target, submitter, defaultPrevented }) => {
  const method = submitter?.getAttribute('formmethod') || /** @type {HTMLFormElement} */ (target).getAttribute('method');
  if (defaultPrevented || method?.toLowerCase() != 'post') return;
  answersForm();
  attempt((storage) => (storage[MARK] = 1));
});

/**
 * Once what was left is gone. The address is asked for anew, not reloaded: then nothing is sent again where a form was sent in a
 * way that leaves no mark. To one with a fragment the browser would only scroll, so the next page gets that back.
 */
export const reload = async () => {
  await Promise.race([Promise.all(sweeping), new Promise((done) => setTimeout(done, PATIENCE))]);
  if (answersForm() || !navigator.onLine) return warn('reload-needed');
  attempt((storage) => (storage[SAID] = location.hash || 1));
  location.replace(location.href.split('#')[0]);
};
