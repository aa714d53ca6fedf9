// How an answer was given: with which control, and where. What the page hears before we do is remembered for as long as it is
// being heard; an answer that comes then came from it.

/** @typedef {{ how: 'button' | 'escape' | 'other', layer: string }} How */

/** By a script, by a program that presses for the visitor, in a held frame, in another tab, or before this file had come. @type {How} */
const OTHER = { how: 'other', layer: '' };

/** @type {How} */
let present = OTHER;

/** @param {Event} event @returns {How} */
const read = (event) => {
  const at = event.composedPath()[0]; // The cookie page's controls stand in a shadow root.
  const control = at instanceof Element && at.closest('[data-samtykke]');
  const layer = at instanceof Element && at.closest('[data-samtykke-layer]')?.getAttribute('data-samtykke-layer');
  if (!event.isTrusted) return OTHER;
  if (event.type != 'click') return { how: 'escape', layer: layer || '' };
  if (!control) return OTHER;
  return { how: 'button', layer: layer || (control.getRootNode() == document ? 'page' : 'declaration') };
};

/** Begins to listen. */
export const attend = () => {
  const hear = (/** @type {Event} */ event) => {
    if (event.type == 'keydown' && /** @type {KeyboardEvent} */ (event).key != 'Escape') return;
    const heard = (present = read(event));
    setTimeout(() => present == heard && (present = OTHER));
  };
  for (const type of ['click', 'keydown', 'cancel']) addEventListener(type, hear, true);
};

/** How the answer that is being given just now is given. */
export const how = () => present;
