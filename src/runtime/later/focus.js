// What had the focus has gone with its layer: the control that stands in its place gets it. The page keeps room for what gets
// it behind the question. And the host stays in the page.
import { inside } from './inside.js';

/** The style sheet that keeps the room, minified, until it is used; put in when the file is packed. */
let room = 'samtykke:room';

let isLost = false;

/** @param {string} layer */
const keepRoom = (layer) => {
  if (layer != 'first' || !room) return;
  inside.style(room);
  room = '';
};

/** What Rust can ask for a layer, as in samtykke.js, with the focus in mind. @returns {Record<string, (layer: string, ...words: string[]) => void>} */
export const focusing = () => {
  const { hide, layer: begin, show } = inside.actions;
  const lose = (/** @type {string} */ layer) => (isLost ||= !!inside.known[layer]?.contains(document.activeElement));
  return {
    hide(layer) {
      lose(layer);
      hide(layer);
      isLost &&= document.activeElement == document.body;
    },

    /** A layer takes the place of its former element: the control that opened the settings is another one then. */
    layer(layer, ...words) {
      lose(layer);
      begin(layer, ...words);
    },

    show(layer) {
      if (layer == 'first') hide('reopen'); // The choice has gone while the page stood.
      show(layer);
      keepRoom(layer);
      if (isLost) /** @type {HTMLElement | null} */ (inside.known[layer].querySelector('[data-samtykke=open]'))?.focus({ preventScroll: true });
      isLost = false;
    },
  };
};

/** From now on: the host is put into the page again when the page throws out what it did not make. */
export const stay = () => {
  if (inside.known.first?.isConnected) keepRoom('first');
  new MutationObserver(() => requestAnimationFrame(inside.mount)).observe(document.documentElement, { childList: true });
};
