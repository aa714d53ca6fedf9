// What can change a page from outside, once it stands.
import { inside } from './inside.js';
import { scan } from './marked.js';

let inspected = false;

/** While somebody inspects, no dialog of ours shuts them out of their panel. */
const openUp = () => {
  const { actions, known } = inside;
  const { modal, show } = actions;
  actions.modal = (layer) => {
    if (!document.querySelector('samtykke-inspector')) return modal(layer);
    show(layer);
    /** @type {HTMLDialogElement} */ (known[layer]).show();
  };
  for (const layer of Object.values(known)) {
    if (!layer.matches(':modal')) continue;
    const dialog = /** @type {HTMLDialogElement} */ (layer);
    dialog.close();
    dialog.show();
  }
};

/** Loads the inspector; visitors never pay for it. It finds the settings on its element: it could not read a file of them. */
export const inspect = () => {
  if (!inspected) openUp();
  inspected = true;
  Object.assign(inside.insert(inside.beside('samtykke-inspector.js')), { settings: inside.settings });
};

/**
 * Opens the inspector where it was left open on an earlier page of the visit: it keeps a note until it is closed. The
 * note may also be of this page; opened twice, it would take the focus from where its reader has gone since.
 */
export const reopen = () => {
  try {
    if (!inspected && sessionStorage.getItem('samtykke-inspector')) inspect();
  } catch {
    // The browser denies its storage.
  }
};

/** WebKit tells of a change before `document.cookie` has it: so long it may still read an older choice, milliseconds. */
const SETTLED = 200;

/** Follows a choice that was made elsewhere: in another tab, or before the page came back from the back/forward cache. */
const follow = () => {
  const { EVENTS, ask, choice, knownChoice } = inside;
  if (choice() != knownChoice()) ask(EVENTS.follow, 0, knownChoice());
};

export const listen = () => {
  // What closes a dialog besides Escape, such as a phone's gesture.
  inside.host.addEventListener('cancel', () => inside.ask(inside.EVENTS.close), true);
  document.addEventListener('visibilitychange', follow);
  addEventListener('pageshow', follow);
  if (document.readyState == 'loading') document.addEventListener('readystatechange', scan, { once: true });
  if (/[?&]samtykke-inspect\b/.test(location.search)) inspect();
  follow(); // Something may have changed while this file was on its way.
};

/** Hears of a window beside this one; without this the change is seen when the visitor comes back to this one. */
export const hearOthers = () => {
  /** @type {any} */ (window).cookieStore?.addEventListener('change', () => setTimeout(follow, SETTLED));
  follow();
};
